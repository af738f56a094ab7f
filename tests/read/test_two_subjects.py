from foresaid.read.language import Parsed
from foresaid.read.two_subjects import part


def parsed(heads: list[int], deps: list[str], tags: list[str]) -> Parsed:
    n = len(heads)
    return Parsed(tags=tags, pos=["X"] * n, morphs=[""] * n, lemmas=[""] * n, heads=heads, deps=deps, names=["O"] * n)


WORDS = "The board announced on Friday the race has been cancelled".split()
HEADS = [1, 9, 9, 4, 2, 6, 9, 9, 9, 9]
DEPS = ["det", "nsubj:pass", "advcl", "case", "obl", "det", "nsubj:pass", "aux", "aux:pass", "root"]
TAGS = ["DT", "NN", "VBN", "IN", "NNP", "DT", "NN", "VBZ", "VBN", "VBN"]


def test_the_first_subject_goes_to_the_verb_of_saying():
    got = part(WORDS, parsed(HEADS, DEPS, TAGS))
    assert got.heads == [1, 2, 2, 4, 2, 6, 9, 9, 9, 2]
    assert (got.deps[2], got.deps[9], got.deps[1], got.tags[2]) == ("root", "ccomp", "nsubj", "VBD")


def test_a_participle_with_an_agent_stays():
    heads, deps = list(HEADS), list(DEPS)
    deps[4] = "obl:agent"
    assert part(WORDS, parsed(heads, deps, TAGS)).heads == HEADS


def test_another_verb_between_the_subjects_stays():
    words = [*WORDS[:2], "founded", *WORDS[3:]]
    assert part(words, parsed(HEADS, DEPS, TAGS)).heads == HEADS


def test_one_subject_stays():
    deps = [d if i != 1 else "obl" for i, d in enumerate(DEPS)]
    assert part(WORDS, parsed(HEADS, deps, TAGS)).heads == HEADS
