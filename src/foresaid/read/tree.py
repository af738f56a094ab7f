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
    s = scores.astype(np.float64)
    np.fill_diagonal(s, -1e9)
    others = np.where(np.eye(n, dtype=bool), np.float32(-1e9), scores).max(1)
    roots = np.argsort(-(scores.diagonal() - others), kind="stable")[:3].tolist()
    for r in roots:
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
    c = np.array(sorted(cycle))
    inside = set(cycle)
    rest = [i for i in range(len(s)) if i not in inside]
    r = np.array(rest)
    new = len(rest)
    small = np.full((new + 1, new + 1), -1e9)
    small[:new, :new] = s[np.ix_(r, r)]
    out = s[np.ix_(r, c)]
    small[:new, new] = out.max(1)
    leave = c[out.argmax(1)].tolist()
    into = s[np.ix_(c, r)] - s[c, [heads[k] for k in c.tolist()]][:, None]
    small[new, :new] = into.max(0)
    enter = c[into.argmax(0)].tolist()
    np.fill_diagonal(small, -1e9)
    got = _edmonds(small, rest.index(root))
    out_heads = list(heads)
    for a, i in enumerate(rest):
        if i != root:
            out_heads[i] = leave[a] if got[a] == new else rest[got[a]]
    broken = enter[got[new]]
    out_heads[broken] = rest[got[new]]
    return out_heads
