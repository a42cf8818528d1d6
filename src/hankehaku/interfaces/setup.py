"""Makes ready what serving needs: the model, and an index of every collection."""

from __future__ import annotations

from pathlib import Path

from hankehaku.errors import ModelError, ProjectIndexError, SourceError, UsageError
from hankehaku.facade import find_index
from hankehaku.index.builder import Built
from hankehaku.index.store import Store
from hankehaku.interfaces.progress import Reporter
from hankehaku.settings import Settings

DESCRIPTION = "collection.toml"


def ensure_ready(settings: Settings, reporter: Reporter, index: Path | None = None) -> Path:
    """Prepare the model, build what is missing or stale, and return the index to serve.

    Collections are the folders of `settings.data` that hold a collection.toml; without any, an
    index that is there is served as it is. Raises HankehakuError with its cure.
    """
    if index is None:
        for folder in collections(settings.data):
            build_collection(folder, settings, reporter)
    return find_index(index or settings.index)


def collections(data: Path) -> list[Path]:
    """Return the folders of collections below `data`, in the order of their names."""
    return sorted(path.parent for path in data.glob(f"*/{DESCRIPTION}"))


def build_collection(
    source: Path,
    settings: Settings,
    reporter: Reporter,
    *,
    index: Path | None = None,
    force: bool = False,
    accept_rejected: bool = False,
    wait: float = 0.0,
) -> Built:
    """Build the index of a collection in `index`, or by its id, saying each step.

    Waits at most `wait` seconds for another process that builds there. Raises SourceError when too
    many records cannot be read, unless they are accepted.
    """
    from hankehaku.corpus.corpus import load_corpus
    from hankehaku.facade import kit_from_settings
    from hankehaku.index.builder import build
    from hankehaku.interfaces.rejecting import put_aside

    corpus = load_corpus(source, settings.lexicon_folder)
    flaws = len(corpus.issues) + sum(len(project.issues) for project in corpus.projects)
    reporter.say(f"{corpus.info.id}: {len(corpus.projects)} projects, {flaws} flaws in the source")
    for reading in corpus.readings:
        if reading.recognised:
            parts = (reading.layout, reading.encoding, reading.profile)
            reporter.say(f"{reading.file}: recognised as {', '.join(filter(None, parts))}")
        if reading.left_out:
            names = ", ".join(reading.left_out)
            reporter.say(f"{reading.file}: sheet {reading.sheet}; not read: {names}")
    folder = index or settings.index / corpus.info.id
    most = settings.rejected
    put_aside(corpus, folder, most, reporter.say, accept=accept_rejected)
    ensure_model(settings, reporter)
    # a reranker has no part in an index, and takes seconds to load
    kit = kit_from_settings(settings.model_copy(update={"reranker": None}), bulk=True)
    dictionaries = ", ".join(each.name for each in kit.dictionaries) or "none installed"
    reporter.say(f"analyzer {kit.finnish.id}, encoder {kit.encoder.id}, FreeDict {dictionaries}")
    if kit.lexicons:
        reporter.say(f"lexicons added: {', '.join(each.name for each in kit.lexicons)}")
    store = Store(folder)
    _same_collection(store, corpus.info.id, force)
    with reporter.steps() as step:
        built = build(corpus, kit, store, step=step, force=force, wait=wait)
    if built.damaged:
        reporter.say(f"{built.damaged} kept vectors or analyses were damaged, and made again")
    reporter.say(f"index {'built' if built.fresh else 'up to date'}: {built.folder}")
    return built


def _same_collection(store: Store, collection: str, force: bool) -> None:
    """Raise UsageError when the index holds another collection, which would be lost unnoticed."""
    try:
        _, manifest = store.current()
    except ProjectIndexError:
        return  # nothing there, or nothing usable
    if not force and manifest.collection["id"] != collection:
        raise UsageError(
            f"the index holds the collection {manifest.collection['id']}, not {collection}",
            where=str(store.folder),
            cure="Choose another folder with --index, or replace it with --force",
        )


def ensure_model(settings: Settings, reporter: Reporter) -> None:
    """Prepare the model of the settings unless it is there, or is run as it is."""
    from hankehaku.index import models

    own = settings.model not in (None, "", models.DEFAULT)
    if own and settings.engine == "sentence-transformers":
        return  # which runs models that cannot be converted, too
    try:
        models.locate(settings.model, settings.cache)
    except ModelError:
        name = settings.model or models.DEFAULT
        with reporter.timed(f"Preparing the model {name}"):
            models.prepare(settings.model, cache=settings.cache, progress=reporter.say)


def default_source(data: Path) -> list[Path]:
    """Return the collections of `data`; raises SourceError when there is none."""
    found = collections(data)
    if not found:
        cure = "Name a collection: a folder with a collection.toml, or a file"
        raise SourceError(f"no folder holds a {DESCRIPTION}", where=str(data), cure=cure)
    return found
