"""Loads of spaCy only what the command uses: words, their attributes and the English tokenizer.

``import spacy`` runs its whole package (its pipeline, command line, schemas and ``thinc``, which in turn loads PyTorch
where that is installed): about a second, of which foresaid uses nothing. ``load_core`` loads ``spacy.tokens``,
``spacy.vocab`` and ``spacy.tokenizer`` with empty modules in the place of the rest. A process in which that has
happened can not use the rest of spaCy, so only the command does it; who imports foresaid keeps the whole of spaCy.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import os
import sys
import types
from pathlib import Path
from typing import Any

import numpy as np

LEFT_OUT = (
    "thinc", "thinc.api", "thinc.util", "thinc.types", "thinc.backends", "srsly",
    "spacy.schemas", "spacy.scorer", "spacy.training",
)  # fmt: skip
"""Modules that spaCy's words and tokenizer import, and that nothing here calls."""


WHOLE = "FORESAID_WHOLE_SPACY"
PROBE = "Mr. Sato didn't say (on Jan. 5) that they'd meet in the U.S. again."


class _Empty(types.ModuleType):
    """A module in which every name is an empty class."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = type(name, (), {})
        setattr(self, name, made)
        return made


def load_core() -> None:
    """Load spaCy's words and tokenizer alone, unless spaCy is loaded already or ``FORESAID_WHOLE_SPACY`` is set.

    Where this version of spaCy does not come apart in this way, the process starts itself once more with that variable
    set: compiled modules can not be loaded twice.
    """
    if "spacy" in sys.modules or "thinc" in sys.modules or os.environ.get(WHOLE):
        return
    found = importlib.util.find_spec("spacy")
    if found is None or not found.submodule_search_locations:
        return
    try:
        _stand_in(Path(next(iter(found.submodule_search_locations))))
        for name in ("spacy.tokens", "spacy.vocab", "spacy.tokenizer"):
            importlib.import_module(name)
        english_tokenizer()(PROBE)
    except Exception:
        os.environ[WHOLE] = "1"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _stand_in(base: Path) -> None:
    for name, path in (("spacy", base), ("spacy.lang", base / "lang"), ("spacy.lang.en", base / "lang" / "en")):
        package = types.ModuleType(name)
        package.__path__ = [str(path)]
        package.__spec__ = importlib.util.spec_from_loader(name, None, is_package=True)
        sys.modules[name] = package
    for name in LEFT_OUT:
        sys.modules[name] = _Empty(name)
    sys.modules["thinc"].__path__ = []
    api: Any = sys.modules["thinc.api"]
    api.get_array_module = lambda *_: np
    api.get_current_ops = lambda: types.SimpleNamespace(xp=np)
    schemas: Any = sys.modules["spacy.schemas"]
    schemas.TokenPattern = lambda: types.SimpleNamespace(model_dump=lambda: ("orth",))  # what the tokenizer compares
    srsly: Any = sys.modules["srsly"]
    srsly.msgpack_dumps = lambda *_: b"\x90"  # what it makes of an empty list, the one thing asked of it


@functools.cache
def english_tokenizer() -> Any:
    """spaCy's English tokenizer with its vocabulary, as ``spacy.blank("en")`` makes it, without a pipeline: called with a text it
    gives a ``Doc``; ``.vocab`` is its vocabulary."""
    part = importlib.import_module
    util, attrs, punctuation = part("spacy.util"), part("spacy.attrs"), part("spacy.lang.punctuation")
    common, english = part("spacy.lang.lex_attrs"), part("spacy.lang.en.lex_attrs")
    stops = part("spacy.lang.en.stop_words").STOP_WORDS
    getters = {**common.LEX_ATTRS, **english.LEX_ATTRS}
    getters[attrs.IS_STOP] = functools.partial(common.is_stop, stops=stops)
    getters[attrs.LANG] = functools.partial(common.get_lang, lang="en")
    norm = getters.get(attrs.NORM, common.LEX_ATTRS[attrs.NORM])
    getters[attrs.NORM] = util.add_lookups(norm, part("spacy.lang.norm_exceptions").BASE_NORMS)
    vocab = part("spacy.vocab").Vocab(
        lex_attr_getters=getters, writing_system={"direction": "ltr", "has_case": True, "has_letters": True}
    )
    infixes = part("spacy.lang.en.punctuation").TOKENIZER_INFIXES
    return part("spacy.tokenizer").Tokenizer(
        vocab,
        rules=part("spacy.lang.en.tokenizer_exceptions").TOKENIZER_EXCEPTIONS,
        prefix_search=util.compile_prefix_regex(punctuation.TOKENIZER_PREFIXES).search,
        suffix_search=util.compile_suffix_regex(punctuation.TOKENIZER_SUFFIXES).search,
        infix_finditer=util.compile_infix_regex(infixes).finditer,
        url_match=part("spacy.lang.tokenizer_exceptions").URL_MATCH,
    )
