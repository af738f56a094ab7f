"""Scores of head for word → the best tree: greedy where that is a tree, else maximum spanning tree (Chu-Liu/Edmonds)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]


def tree_from_scores(scores: Scores) -> list[int]:
    """The head of each word (its own index for the one root) given ``scores[word, head]``, where ``scores[i, i]`` scores
    word i as root.

    The arborescence of greatest summed score with exactly one root (Chu & Liu 1965, Edmonds 1967).
    """
    n = len(scores)
    greedy = [int(x) for x in scores.argmax(1)]
    if sum(h == i for i, h in enumerate(greedy)) == 1 and not _cycle(greedy):
        return greedy
    best: tuple[float, list[int]] | None = None
    roots = sorted(range(n), key=lambda i: (-(scores[i, i] - np.delete(scores[i], i).max(initial=-1e9)), i))[:3]
    for r in roots:
        s = scores.astype(np.float64).copy()
        np.fill_diagonal(s, -1e9)
        heads = _edmonds(s, r)
        total = float(scores[r, r]) + sum(float(scores[i, h]) for i, h in enumerate(heads) if i != r)
        if best is None or total > best[0]:
            best = (total, heads)
    assert best is not None
    return best[1]


def _cycle(heads: list[int]) -> list[int]:
    state = [0] * len(heads)
    for i in range(len(heads)):
        path = []
        while state[i] == 0 and heads[i] != i:
            state[i] = 1
            path.append(i)
            i = heads[i]
        if state[i] == 1:
            return path[path.index(i) :]
        for j in path:
            state[j] = 2
        state[i] = 2
    return []


def _edmonds(s: npt.NDArray[np.float64], root: int) -> list[int]:
    heads = [int(x) for x in s.argmax(1)]
    heads[root] = root
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    rest = [i for i in range(len(s)) if i not in inside]
    new = len(rest)
    small = np.full((new + 1, new + 1), -1e9)
    enter: dict[int, int] = {}
    leave: dict[int, int] = {}
    for a, i in enumerate(rest):
        for b, j in enumerate(rest):
            small[a, b] = s[i, j]
        out = max(cycle, key=lambda c: (s[i, c], -c))
        small[a, new], leave[a] = s[i, out], out
        into = max(cycle, key=lambda c: (s[c, i] - s[c, heads[c]], -c))
        small[new, a], enter[a] = s[into, i] - s[into, heads[into]], into
    np.fill_diagonal(small, -1e9)
    got = _edmonds(small, rest.index(root))
    out_heads = list(heads)
    for a, i in enumerate(rest):
        if i != root:
            out_heads[i] = leave[a] if got[a] == new else rest[got[a]]
    broken = enter[got[new]]
    out_heads[broken] = rest[got[new]]
    return out_heads
