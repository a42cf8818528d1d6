"""Texts of the page on quality: sources, method, figures, privacy and accessibility."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "fi": {
            "quality_heading": "Laatu ja luotettavuus",
            "quality_lead": (
                "Mistä tiedot ovat, miten haku ja vastaukset toimivat, kuinka hyvin ne osuvat ja mitä "
                "käytöstäsi jää palveluun."
            ),
            "quality_contents": "Tällä sivulla",
            "quality_collection": "Kokoelma",
            "quality_flaws": "Lähteen puutteet",
            "quality_ranking": "Miten haku järjestää hankkeet",
            "quality_answers": "Miten vastaukset syntyvät",
            "quality_nothing": "Kun mikään ei sovi",
            "quality_measured": "Kuinka hyvin haku osuu",
            "quality_privacy": "Tietosuoja",
            "quality_access": "Saavutettavuus",
            "quality_versions": "Versiot",
            # the collection
            "collection_title": "Nimi",
            "collection_programme": "Ohjelma",
            "collection_documents": "Lähdetiedostot",
            "collection_projects": "Hankkeita",
            "collection_organisations": "Toteuttajia",
            "collection_period": "Hankkeiden aika",
            "collection_support": "EU-tuki yhteensä",
            "collection_without_one": "{count} hankkeelta tieto puuttuu",
            "collection_without_many": "{count} hankkeelta tieto puuttuu",
            "collection_built": "Hakemisto tehty",
            # flaws
            "flaws_lead": (
                "Tiedot näytetään niin kuin ne ovat lähteessä. Mahdotonta arvoa ei korjata arvaamalla: "
                "arvo on ”{unknown}”, ja hankkeen kohdalla lukee, mitä lähteessä on ja millä rivillä."
            ),
            "flaws_none": "Lähteestä ei löytynyt puutteita.",
            "flaws_collection": "Lähteen rivit, jotka eivät kuulu mihinkään hankkeeseen",
            "flaws_projects_one": "{count} hankkeen tiedoissa on puute:",
            "flaws_projects_many": "{count} hankkeen tiedoissa on puutteita:",
            "flaws_shown": "Tässä on {shown} ensimmäistä.",
            "flaws_every": "Hae kaikki hankkeet, joiden tiedoissa on puutteita",
            # ranking
            "ranking_1": (
                "Kysymyksen sanat palautetaan perusmuotoon ja yhdyssanat osiinsa: ”pakolaisäideille” löytää "
                "myös sanat ”pakolainen” ja ”äiti”. Ruotsin- ja englanninkieliset sanat käännetään sanastoilla suomeksi."
            ),
            "ranking_2": (
                "Hanke saa pisteitä kahdella tavalla: siitä, mitä kysymyksen sanoja sen tekstissä on ja kuinka "
                "harvinaisia ne ovat, ja siitä, kuinka lähellä tekstin merkitys on kysymystä kielimallin mukaan. "
                "Pisteet lasketaan yhteen."
            ),
            "ranking_3": "Mitä vähemmän kysymyksen sanoista löytyy, sitä enemmän merkitys painaa.",
            "ranking_4": (
                "Rajaukset, kuten toteuttaja, paikka, aika, tuki ja tavoite, pätevät täsmälleen. Hanke, jonka "
                "tieto puuttuu lähteestä, jää rajatusta hausta pois, ja siitä kerrotaan."
            ),
            "ranking_5": (
                "Järjestykseen ei vaikuta, kuka kysyy, eikä tuen määrä tai aika, ellet pyydä järjestämään "
                "niiden mukaan."
            ),
            "ranking_6": "Jokaisen tuloksen kohta ”{why}” kertoo, mitkä sanat osuivat ja mitä kautta.",
            # answers
            "answers_1": (
                "Keskustelun vastaukset kootaan hankkeiden tiedoista ja sanatarkoista lainauksista. "
                "Virke viittaa numerolla hankkeeseen, johon se perustuu."
            ),
            "answers_2": (
                "Määrät, summat ja keskiarvot lasketaan tiedoista, ja hankkeet, joista luku on laskettu, "
                "luetellaan. Hankkeet, joilta tieto puuttuu, eivät ole luvussa mukana, ja ne nimetään."
            ),
            "answers_3": (
                "Virke, joka kertoo kohderyhmästä, menetelmistä, kumppaneista tai tuloksista, valitaan "
                "avainsanojen perusteella. Valinta voi olla väärä: tarkista asia koko kuvauksesta."
            ),
            "answers_plain": "Kielimalli ei kirjoita vastauksia.",
            "answers_model": (
                "Vastaukset muotoilee kielimalli {name}. Jokaista virkettä verrataan lähteisiin ennen kuin se "
                "näytetään, ja virke, joka ei läpäise tarkistusta, jätetään pois. Tarkistus ei huomaa kaikkia "
                "virheitä, joten tarkista tärkeät asiat hankkeen sivulta."
            ),
            # nothing fits
            "nothing_1": (
                "”{message}” tarkoittaa, ettei mikään tämän kokoelman hankkeista "
                "näytä vastaavan kysymystä. Se ei tarkoita, ettei sellaista hanketta olisi muualla."
            ),
            "nothing_2": (
                "Arvio tehdään siitä, kuinka paljon kysymyksestä löytyi ja kuinka lähellä lähin virke on. Näin "
                "sanotaan, kun yhdenkään kolmesta parhaasta ei arvioida sopivan vähintään {sure} %:n varmuudella."
            ),
            "nothing_3": (
                "Arvio voi olla väärä kumpaankin suuntaan. Lähimmät hankkeet saa silti näkyviin; kokeile myös "
                "toisia sanoja."
            ),
            # figures
            "measured_none": "Mittaustulokset eivät ole tämän asennuksen mukana.",
            "measured_intro": (
                "Haku on mitattu {date} kokoelmalla {collection} kysymyksillä, joiden oikeat hankkeet on etsitty "
                "lukemalla kaikki kuvaukset. Tiedontarpeita on {needs}, ja kukin kysytään kolmella kielellä."
            ),
            "measured_other": "Luvut on mitattu toisella kokoelmalla kuin sillä, joka on nyt käytössä.",
            "measured_ranking": (
                "Viiden ensimmäisen hankkeen järjestys (nDCG@5, paras on 1). Hakasulkeissa on väli, jolla "
                "tulos on 95 %:n varmuudella."
            ),
            "measured_language": "Kieli",
            "measured_all": "kaikki",
            "measured_first": "Ensimmäinen hanke sopii",
            "measured_product": "Hankehaku",
            "measured_words": "Pelkät sanat",
            "measured_meaning": "Pelkkä merkitys",
            "measured_plain": "Paras tavallinen haku",
            "measured_overlap": (
                "Kun sama asia kysytään kahdella kielellä, viidestä ensimmäisestä hankkeesta keskimäärin "
                "{share} on samoja."
            ),
            "measured_nothing": "Kuinka usein sanotaan, ettei mikään sovi",
            "measured_kind": "Kysymys",
            "measured_questions": "Kysymyksiä",
            "measured_told": "”Ei löytynyt”",
            "measured_answered": "Kokoelmassa on sopiva hanke",
            "measured_none_near": "Sopivaa hanketta ei ole, aihe on lähellä",
            "measured_none_far": "Sopivaa hanketta ei ole, aihe on kaukana",
            "measured_none_else": "Kysymys aivan muusta",
            "measured_assistant": "Keskustelun vastaukset",
            "measured_projects": "Hankkeet täsmälleen oikein",
            "measured_figures": "Luvut oikein / annetut luvut",
            "measured_grounding": (
                "Keskustelu keksi rajauksen {invented} kertaa {unconstrained} kysymyksessä, joissa rajausta ei ole. "
                "Virkkeitä, joita ei voitu jäljittää siihen, mihin ne viittaavat, oli {untraced} / {sentences}."
            ),
            "measured_caution": (
                "Näitä kysymyksiä on osin katsottu hakua kehitettäessä, joten odota uusilla kysymyksillä "
                "hieman heikompaa tulosta."
            ),
            # privacy
            "privacy_stays": (
                "Haku ja vastaukset lasketaan tässä palvelussa. Kysymyksiä ei lähetetä muualle, eivätkä sivut "
                "hae mitään muista osoitteista. Kävijäseurantaa ei ole."
            ),
            "privacy_model": (
                "Haku lasketaan tässä palvelussa, mutta keskustelun kysymykset lähetetään kielimallille {name}, "
                "jonka palvelun ylläpitäjä on valinnut. Sivut eivät hae mitään muista osoitteista. Kävijäseurantaa ei ole."
            ),
            "privacy_not_logged": (
                "Kysymyksiä ei tallenneta. Lokiin jää pyynnön aika, laji, kesto ja tunniste, josta ei näe osoitettasi."
            ),
            "privacy_logged": (
                "Palvelun ylläpitäjä on ottanut käyttöön kysymysten kirjaamisen: kysymykset jäävät lokiin. Lisäksi lokiin "
                "jää pyynnön aika, laji, kesto ja tunniste, josta ei näe osoitettasi."
            ),
            "privacy_feedback": (
                "Palautetta tallennetaan vain, kun painat, sopiiko hanke kysymykseen: päivä, kysymys, sen kieli, "
                "hanke, sen sija, hakemiston versio ja arviosi. Nimeä, osoitetta ja kellonaikaa ei tallenneta."
            ),
            "privacy_no_feedback": "Palautetta hauista ei kerätä.",
            "privacy_chat": "Keskustelusi säilyy vain omassa selaimessasi, ja ”{erase}” poistaa sen.",
            "privacy_files": "Liittämäsi suunnitelma luetaan muistissa, eikä sitä tallenneta.",
            "privacy_address": (
                "Hakusivun osoitteessa on kysymyksesi. Se jää selaimesi historiaan ja näkyy niille, joille jaat linkin."
            ),
            "privacy_advice": "Älä kirjoita kysymykseen henkilötietoja. Haku ei tarvitse niitä.",
            # accessibility
            "access_1": "Tavoitteena on WCAG 2.2 -ohjeiden taso AA.",
            "access_2": (
                "Sivuja voi käyttää näppäimistöllä ja ruudunlukijalla, kapealla näytöllä ja suurennettuna, "
                "vaaleina ja tummina. Hakusivu ja keskustelu tarvitsevat JavaScriptin; hankkeen sivu, vertailu ja tämä sivu eivät."
            ),
            "access_3": (
                "Sivut on tarkistettu automaattisesti axe-työkalulla. Ulkopuolista arviointia ei ole tehty, joten "
                "puutteita voi olla. Hankkeiden tekstit ovat vain suomeksi."
            ),
            "access_4": "Kerro puutteista palvelun ylläpitäjälle.",
            "versions_content": "Sisällön tarkiste",
            "versions_index": "Hakemiston tunniste",
        },
        "sv": {
            "quality_heading": "Kvalitet och tillförlitlighet",
            "quality_lead": (
                "Varifrån uppgifterna kommer, hur sökningen och svaren fungerar, hur bra de träffar och vad "
                "som blir kvar i tjänsten när du använder den."
            ),
            "quality_contents": "På den här sidan",
            "quality_collection": "Samlingen",
            "quality_flaws": "Brister i källan",
            "quality_ranking": "Hur sökningen ordnar projekten",
            "quality_answers": "Hur svaren blir till",
            "quality_nothing": "När inget passar",
            "quality_measured": "Hur bra sökningen träffar",
            "quality_privacy": "Dataskydd",
            "quality_access": "Tillgänglighet",
            "quality_versions": "Versioner",
            "collection_title": "Namn",
            "collection_programme": "Program",
            "collection_documents": "Källfiler",
            "collection_projects": "Projekt",
            "collection_organisations": "Genomförare",
            "collection_period": "Projektens tid",
            "collection_support": "EU-stöd sammanlagt",
            "collection_without_one": "uppgiften saknas för {count} projekt",
            "collection_without_many": "uppgiften saknas för {count} projekt",
            "collection_built": "Indexet byggt",
            "flaws_lead": (
                "Uppgifterna visas som de är i källan. Ett omöjligt värde rättas inte genom gissning: värdet är "
                "”{unknown}”, och vid projektet står vad källan säger och på vilken rad."
            ),
            "flaws_none": "Inga brister hittades i källan.",
            "flaws_collection": "Rader i källan som inte hör till något projekt",
            "flaws_projects_one": "{count} projekt har en brist i sina uppgifter:",
            "flaws_projects_many": "{count} projekt har brister i sina uppgifter:",
            "flaws_shown": "Här är de {shown} första.",
            "flaws_every": "Sök alla projekt som har brister i sina uppgifter",
            "ranking_1": (
                "Frågans ord översätts till finska med ordlistor, förs till grundform och delas i sina delar: "
                "”pakolaisäideille” (åt flyktingmammor) hittar även orden ”pakolainen” (flykting) och ”äiti” (mamma)."
            ),
            "ranking_2": (
                "Ett projekt får poäng på två sätt: för vilka av frågans ord som finns i texten och hur ovanliga de "
                "är, och för hur nära textens betydelse ligger frågan enligt en språkmodell. Poängen räknas ihop."
            ),
            "ranking_3": "Ju färre av frågans ord som hittas, desto mer väger betydelsen.",
            "ranking_4": (
                "Avgränsningar som genomförare, plats, tid, stöd och mål gäller exakt. Ett projekt vars uppgift "
                "saknas i källan lämnas utanför en avgränsad sökning, och det sägs."
            ),
            "ranking_5": (
                "Ordningen påverkas inte av vem som frågar, och inte heller av stödets storlek eller tiden om du "
                "inte ber om det."
            ),
            "ranking_6": "Under ”{why}” vid varje resultat står vilka ord som träffade och på vilken väg.",
            "answers_1": (
                "Svaren i samtalet sätts ihop av projektens uppgifter och ordagranna citat. En mening hänvisar "
                "med ett nummer till det projekt som den bygger på."
            ),
            "answers_2": (
                "Antal, summor och medeltal räknas ur uppgifterna, och projekten som talet räknats ur räknas upp. "
                "Projekt som saknar uppgiften är inte med i talet, och de nämns vid namn."
            ),
            "answers_3": (
                "Den mening som berättar om målgrupp, metoder, partner eller resultat väljs med nyckelord. "
                "Valet kan vara fel: kontrollera i hela beskrivningen."
            ),
            "answers_plain": "Ingen språkmodell skriver svaren.",
            "answers_model": (
                "Svaren formuleras av språkmodellen {name}. Varje mening jämförs med källorna innan den visas, och "
                "en mening som inte klarar kontrollen lämnas bort. Kontrollen märker inte alla fel, så kontrollera "
                "viktiga saker på projektets sida."
            ),
            "nothing_1": (
                "”{message}” betyder att inget projekt i denna samling verkar svara "
                "på frågan. Det betyder inte att ett sådant projekt inte finns någon annanstans."
            ),
            "nothing_2": (
                "Bedömningen görs utifrån hur mycket av frågan som hittades och hur nära den närmaste meningen "
                "ligger. Så sägs när inget av de tre bästa bedöms passa med minst {sure} procents säkerhet."
            ),
            "nothing_3": (
                "Bedömningen kan vara fel åt båda hållen. De närmaste projekten kan ändå visas; pröva också andra ord."
            ),
            "measured_none": "Mätresultaten följer inte med denna installation.",
            "measured_intro": (
                "Sökningen har mätts {date} på samlingen {collection} med frågor vars rätta projekt har sökts genom "
                "att läsa alla beskrivningar. Det finns {needs} behov, vart och ett på tre språk."
            ),
            "measured_other": "Talen har mätts på en annan samling än den som nu används.",
            "measured_ranking": (
                "De fem första projektens ordning (nDCG@5, det bästa är 1). Inom hakparentes står det intervall "
                "där resultatet ligger med 95 procents säkerhet."
            ),
            "measured_language": "Språk",
            "measured_all": "alla",
            "measured_first": "Det första projektet passar",
            "measured_product": "Hankehaku",
            "measured_words": "Enbart ord",
            "measured_meaning": "Enbart betydelse",
            "measured_plain": "Bästa vanliga sökning",
            "measured_overlap": (
                "När samma sak frågas på två språk är i medeltal {share} av de fem första projekten desamma."
            ),
            "measured_nothing": "Hur ofta det sägs att inget passar",
            "measured_kind": "Fråga",
            "measured_questions": "Frågor",
            "measured_told": "”Hittades inte”",
            "measured_answered": "Samlingen har ett projekt som passar",
            "measured_none_near": "Inget projekt passar, ämnet ligger nära",
            "measured_none_far": "Inget projekt passar, ämnet ligger långt borta",
            "measured_none_else": "En fråga om något helt annat",
            "measured_assistant": "Svaren i samtalet",
            "measured_projects": "Projekten exakt rätt",
            "measured_figures": "Rätta tal / givna tal",
            "measured_grounding": (
                "Samtalet hittade på en avgränsning {invented} gånger i {unconstrained} frågor som inte har någon. "
                "Meningar som inte kunde spåras till det de hänvisar till var {untraced} / {sentences}."
            ),
            "measured_caution": (
                "En del av frågorna har setts medan sökningen utvecklades, så vänta dig ett något sämre resultat "
                "med nya frågor."
            ),
            "privacy_stays": (
                "Sökningen och svaren räknas i denna tjänst. Frågor skickas inte vidare, och sidorna hämtar inget "
                "från andra adresser. Besökare följs inte."
            ),
            "privacy_model": (
                "Sökningen räknas i denna tjänst, men frågorna i samtalet skickas till språkmodellen {name}, som "
                "tjänstens administratör har valt. Sidorna hämtar inget från andra adresser. Besökare följs inte."
            ),
            "privacy_not_logged": (
                "Frågor sparas inte. I loggen antecknas begärans tid, slag och längd samt en kod som inte visar din adress."
            ),
            "privacy_logged": (
                "Tjänstens administratör har tagit i bruk loggning av frågor: frågorna blir kvar i loggen. Dessutom antecknas "
                "begärans tid, slag och längd samt en kod som inte visar din adress."
            ),
            "privacy_feedback": (
                "Respons sparas bara när du trycker på om projektet passar frågan: dag, fråga, frågans språk, projekt, "
                "dess plats, indexets version och din bedömning. Namn, adress och klockslag sparas inte."
            ),
            "privacy_no_feedback": "Ingen respons på sökningar samlas in.",
            "privacy_chat": "Ditt samtal finns bara i din egen webbläsare, och ”{erase}” tar bort det.",
            "privacy_files": "En plan som du bifogar läses i minnet och sparas inte.",
            "privacy_address": (
                "Söksidans adress innehåller din fråga. Den blir kvar i webbläsarens historik och syns för dem som du "
                "delar länken med."
            ),
            "privacy_advice": "Skriv inga personuppgifter i frågan. Sökningen behöver dem inte.",
            "access_1": "Målet är nivå AA i riktlinjerna WCAG 2.2.",
            "access_2": (
                "Sidorna kan användas med tangentbord och skärmläsare, på smal skärm och förstorade, ljusa och mörka. "
                "Söksidan och samtalet kräver JavaScript; projektets sida, jämförelsen och den här sidan gör det inte."
            ),
            "access_3": (
                "Sidorna har kontrollerats automatiskt med verktyget axe. Ingen utomstående har bedömt dem, så det "
                "kan finnas brister. Projektens texter finns bara på finska."
            ),
            "access_4": "Berätta om brister för tjänstens administratör.",
            "versions_content": "Innehållets kontrollsumma",
            "versions_index": "Indexets beteckning",
        },
        "en": {
            "quality_heading": "Quality and reliability",
            "quality_lead": (
                "Where the data come from, how search and answers work, how well they do, and what of your "
                "use stays in the service."
            ),
            "quality_contents": "On this page",
            "quality_collection": "The collection",
            "quality_flaws": "Flaws of the source",
            "quality_ranking": "How the search orders projects",
            "quality_answers": "How answers are made",
            "quality_nothing": "When nothing fits",
            "quality_measured": "How well the search does",
            "quality_privacy": "Privacy",
            "quality_access": "Accessibility",
            "quality_versions": "Versions",
            "collection_title": "Name",
            "collection_programme": "Programme",
            "collection_documents": "Source files",
            "collection_projects": "Projects",
            "collection_organisations": "Organisations",
            "collection_period": "Time of the projects",
            "collection_support": "EU support in total",
            "collection_without_one": "not known of {count} project",
            "collection_without_many": "not known of {count} projects",
            "collection_built": "Index built",
            "flaws_lead": (
                "Data are shown as they are in the source. An impossible value is not corrected by a guess: it "
                "is “{unknown}”, and the project says what stands in the source and on which line."
            ),
            "flaws_none": "No flaws were found in the source.",
            "flaws_collection": "Lines of the source that belong to no project",
            "flaws_projects_one": "{count} project has a flaw in its record:",
            "flaws_projects_many": "{count} projects have flaws in their records:",
            "flaws_shown": "These are the first {shown}.",
            "flaws_every": "Find all projects with flaws in their records",
            "ranking_1": (
                "The words of a question are translated into Finnish with lexicons, brought to their base forms and "
                "taken apart: “pakolaisäideille” (for refugee mothers) also finds “pakolainen” (refugee) and “äiti” (mother)."
            ),
            "ranking_2": (
                "A project gets points in two ways: for which words of the question its text has and how rare they "
                "are, and for how close the meaning of the text is to the question by a language model. The points are added."
            ),
            "ranking_3": "The fewer words of the question are found, the more meaning counts.",
            "ranking_4": (
                "Restrictions such as organisation, place, time, support and objective apply exactly. A project "
                "whose record does not tell is left out of a restricted search, and that is said."
            ),
            "ranking_5": (
                "Who asks does not change the order, nor does the amount of support or the time, unless you ask "
                "for an order by them."
            ),
            "ranking_6": "“{why}” at each result tells which words matched and by which way.",
            "answers_1": (
                "Answers in the chat are put together from the records of projects and verbatim quotations. A "
                "sentence cites by number the project that it rests on."
            ),
            "answers_2": (
                "Counts, sums and averages are computed from the records, and the projects behind a figure are "
                "listed. Projects without the value are not in the figure, and they are named."
            ),
            "answers_3": (
                "The sentence that speaks of a target group, methods, partners or results is picked by key words. "
                "The pick can be wrong: check the whole description."
            ),
            "answers_plain": "No language model writes the answers.",
            "answers_model": (
                "Answers are worded by the language model {name}. Each sentence is compared with its sources before "
                "it is shown, and one that fails is left out. The check does not notice every error, so look up what "
                "matters on the page of the project."
            ),
            "nothing_1": (
                "“{message}” means that no project of this collection seems to "
                "answer the question. It does not mean that there is no such project elsewhere."
            ),
            "nothing_2": (
                "The estimate rests on how much of the question was found and how close the nearest sentence is. "
                "It is said when none of the best three is judged to fit with a confidence of at least {sure}%."
            ),
            "nothing_3": (
                "The estimate can be wrong either way. The nearest projects can still be shown; try other words too."
            ),
            "measured_none": "The figures of the evaluation do not come with this installation.",
            "measured_intro": (
                "The search was measured on {date} with the collection {collection} and questions whose right "
                "projects were found by reading all descriptions. There are {needs} needs, each in three languages."
            ),
            "measured_other": "The figures were measured on another collection than the one in use now.",
            "measured_ranking": (
                "Order of the first five projects (nDCG@5, the best is 1). In brackets is the interval in which the "
                "result lies with a confidence of 95%."
            ),
            "measured_language": "Language",
            "measured_all": "all",
            "measured_first": "The first project fits",
            "measured_product": "Hankehaku",
            "measured_words": "Words alone",
            "measured_meaning": "Meaning alone",
            "measured_plain": "Best ordinary search",
            "measured_overlap": (
                "When the same thing is asked in two languages, {share} of the first five projects are the same on average."
            ),
            "measured_nothing": "How often it is said that nothing fits",
            "measured_kind": "Question",
            "measured_questions": "Questions",
            "measured_told": "“Not found”",
            "measured_answered": "The collection has a project that fits",
            "measured_none_near": "No project fits, the subject is near",
            "measured_none_far": "No project fits, the subject is far off",
            "measured_none_else": "A question about something else altogether",
            "measured_assistant": "Answers in the chat",
            "measured_projects": "Projects exactly right",
            "measured_figures": "Figures right / figures given",
            "measured_grounding": (
                "The chat invented a restriction {invented} times in {unconstrained} questions that have none. "
                "Sentences that could not be traced to what they cite: {untraced} / {sentences}."
            ),
            "measured_caution": (
                "Some of these questions were seen while the search was developed, so expect somewhat less on new ones."
            ),
            "privacy_stays": (
                "Search and answers are computed in this service. Questions are not sent anywhere else, and the pages "
                "fetch nothing from other addresses. Visitors are not tracked."
            ),
            "privacy_model": (
                "Search is computed in this service, but questions in the chat are sent to the language model {name}, "
                "chosen by the administrator of the service. The pages fetch nothing from other addresses. Visitors are not tracked."
            ),
            "privacy_not_logged": (
                "Questions are not stored. The log gets the time, kind and duration of a request and a code that does "
                "not show your address."
            ),
            "privacy_logged": (
                "The administrator of the service has switched on the logging of questions: questions stay in the log. It also "
                "gets the time, kind and duration of a request and a code that does not show your address."
            ),
            "privacy_feedback": (
                "Feedback is stored only when you press whether a project fits the question: the day, the question, its "
                "language, the project, its place, the version of the index and your judgement. Name, address and time of day are not stored."
            ),
            "privacy_no_feedback": "No feedback on searches is collected.",
            "privacy_chat": "Your chat is kept only in your own browser, and “{erase}” removes it.",
            "privacy_files": "A plan that you attach is read in memory and not stored.",
            "privacy_address": (
                "The address of the search page holds your question. It stays in the history of your browser and is "
                "seen by those you share the link with."
            ),
            "privacy_advice": "Do not write personal data in a question. The search does not need them.",
            "access_1": "The aim is level AA of the guidelines WCAG 2.2.",
            "access_2": (
                "The pages can be used with a keyboard and a screen reader, on a narrow screen and enlarged, light and "
                "dark. The search page and the chat need JavaScript; the page of a project, the comparison and this page do not."
            ),
            "access_3": (
                "The pages have been checked automatically with the tool axe. Nobody outside has assessed them, so there "
                "may be shortcomings. Texts of projects are in Finnish only."
            ),
            "access_4": "Tell the administrator of the service about shortcomings.",
            "versions_content": "Checksum of the content",
            "versions_index": "Identifier of the index",
        },
    }
)
