"""Those named without a name: offices, governments, pronouns, "both sides", "the company"."""

from __future__ import annotations

from foresaid.core import Actor
from foresaid.read.names_scan import Found
from foresaid.read.names_scene import Scene
from foresaid.read.names_words import acts, first_words, roles, word_set

_ADJ = word_set("role_adjective")
_CONTINENTS = word_set("continent")
_PREDICATE = word_set("predicate")
_KINDS = word_set("kind_adjective")
_ORG = ("organisation", "party", "outlet", "group")


def _state_of(f: Found) -> str | None:
    a = f.actors[0]
    return a.state or (a.id if a.kind in ("state", "organisation") else None)


def _left(s: Scene, taken: list[int], i: int) -> tuple[int, str | None, str, bool]:
    """(start, state, determiner, former) of a role noun at word i, by what stands before it."""
    w, k, former = s.w, i, False
    while k and w.low[k - 1] in _ADJ and w.gap[k - 1] in (" ", "-") and taken[k - 1] < 0:
        if w.low[k - 1] == "s" and k > 1 and w.gap[k - 2] in ("'", "’"):
            break
        former = former or w.low[k - 1] in ("former", "late", "then")
        k -= 1
    state = None
    if k >= 2 and w.low[k - 1] == "s" and w.gap[k - 2] in ("'", "’") and taken[k - 2] >= 0 and w.gap[k - 1] == " ":
        f = s.found[taken[k - 2]]
        if f.b == k - 1 and f.actors[0].kind in ("state", "place", "organisation"):
            return f.a, _state_of(f), "'s", former
    if k and w.gap[k - 1] in (" ", "-", ". ") and taken[k - 1] >= 0:
        f = s.found[taken[k - 1]]
        if f.b == k and f.actors[0].kind in ("state", "place", "organisation", "party") and f.how != "ner":
            state, k = _state_of(f), f.a
            if k and w.low[k - 1] in _ADJ and w.gap[k - 1] == " ":
                former = former or w.low[k - 1] == "former"
                k -= 1
    det = (
        w.low[k - 1]
        if k
        and w.gap[k - 1] == " "
        and w.low[k - 1] in ("the", "a", "an", "its", "their", "his", "her", "some", "any", "this", "that", "another")
        else ""
    )
    if det in ("the", "this", "that"):
        k -= 1
    return k, state, det, former


def _of(s: Scene, taken: list[int], j: int) -> tuple[int, str | None]:
    """(end, state) of "of STATE" after word j - 1."""
    w = s.w
    k = j
    if k < len(w.low) and w.low[k] == "of" and w.gap[k - 1] == " ":
        k += 1
        if k < len(w.low) and w.low[k] == "the":
            k += 1
        if k < len(w.low) and taken[k] >= 0:
            f = s.found[taken[k]]
            if f.actors[0].kind in ("state", "place", "organisation", "party"):
                return f.b, _state_of(f)
    return j, None


def role_nouns(s: Scene) -> None:
    """ "the Russian President", "Seoul's foreign ministry", "the Trump administration", "the government"."""
    w, day = s.w, s.article.published
    offices, bodies = roles("office"), roles("body")
    starts = first_words("office") | first_words("body")
    taken = s.taken()
    more: list[Found] = []
    i, n = 0, len(w.low)
    while i < n:
        if taken[i] >= 0 or w.low[i] not in starts:
            i += 1
            continue
        hit = None
        for size in (4, 3, 2, 1):
            j = i + size
            if (
                j > n
                or any(taken[x] >= 0 for x in range(i, j))
                or any(w.gap[x] not in (" ", "-") for x in range(i, j - 1))
            ):
                continue
            key = " ".join(w.low[i:j])
            if key in bodies:
                hit = _body(s, taken, i, j, bodies[key][0])
            if hit is None and key in offices:
                hit = _office(s, taken, more, i, j, offices[key][0])
            if hit is not None:
                break
        if hit is None:
            i += 1
            continue
        more.append(hit)
        for x in range(hit.a, hit.b):
            if taken[x] >= 0 and s.found[taken[x]] not in s.nested:
                s.nested.append(s.found[taken[x]])
        i = hit.b
    del day
    drop = {id(f) for f in s.nested}
    s.found = sorted([f for f in s.found if id(f) not in drop] + more, key=lambda f: (f.a, -f.b))


def _body(s: Scene, taken: list[int], i: int, j: int, kind: str) -> Found | None:
    w = s.w
    a, state, det, former = _left(s, taken, i)
    b, of = _of(s, taken, j)
    state = state or of
    person = None
    if (
        kind == "state"
        and a == i
        and i
        and taken[i - 1] >= 0
        and w.low[i] in ("administration", "government", "regime", "cabinet")
        and w.gap[i - 1] == " "
    ):
        person = s.found[taken[i - 1]]
        if person.actors[0].kind == "person":
            state, a = person.actors[0].state, person.a
            if a and w.low[a - 1] == "the" and w.gap[a - 1] == " ":
                a -= 1
    if former or (det in ("a", "an", "some", "any") and kind != "state"):
        return None
    if (
        w.low[j - 1]
        in (
            "officials",
            "official",
            "troops",
            "forces",
            "authorities",
            "soldiers",
            "police",
            "court",
            "side",
            "official",
            "authority",
            "intelligence",
            "opposition",
            "church",
            "media",
            "courts",
            "jets",
        )
        and state is None
    ):
        return None
    if (
        state is None
        and det == "the"
        and w.low[j - 1]
        in (
            "government",
            "administration",
            "regime",
            "parliament",
            "ministry",
            "military",
            "army",
            "navy",
            "cabinet",
            "senate",
            "congress",
            "legislature",
            "court",
        )
    ):
        state = (
            "USA"
            if w.low[j - 1] == "administration" and s.states["USA"]
            else _nearest_state(s, i)
            if w.low[j - 1] != "ministry"
            else s.main
        )
        if w.low[j - 1] in ("ministry", "court", "parliament", "cabinet", "legislature") and not state:
            return None
    if state is None and not (
        (w.cap[i] and w.low[i] in ("parliament", "congress", "senate", "ministry") and not w.first[i])
        or (det == "the" and w.low[i] == "federal")
    ):
        return None
    state = state or s.main
    words = w.words(i, b) if a == i else w.words(a, b)
    if kind == "state" and state in s.names.state_name:
        return Found(
            a,
            b,
            (Actor(id=state, name=s.names.state_name[state], kind="state", state=state, role=" ".join(w.low[i:j])),),
            "role",
            number="p" if w.low[j - 1].endswith("s") else "s",
            head=i,
        )
    name = words.removeprefix("the ").removeprefix("The ")
    return Found(
        a, b, (Actor(id=name, name=name, kind="organisation", state=state, role=" ".join(w.low[i:j])),), "role", head=i
    )


def _nearest_state(s: Scene, at: int) -> str | None:
    """The state named last before ``at``, if it is one of the article's two chief ones; else the chief one."""
    top = [c for c, _ in s.states.most_common(2)]
    for f in reversed([f for f in s.found if f.a < at]):
        a = f.actors[0]
        if a.kind in ("state", "place") and a.state in top:
            return a.state
    return s.main


def _office(s: Scene, taken: list[int], more: list[Found], i: int, j: int, office: str) -> Found | None:
    w = s.w
    a, state, det, former = _left(s, taken, i)
    b, of = _of(s, taken, j)
    if (
        w.low[j - 1] in ("secretary", "minister", "speaker", "leader", "ruler", "governor", "mayor")
        and det not in ("the", "'s")
        and not state
    ):
        return None
    if det in ("a", "an", "any", "some", "another") or former or (det == "" and not state and not (of and w.cap[i])):
        return None
    if j < len(w.low) and w.gap[j - 1] == "-":
        return None
    if a and w.low[a - 1] in _PREDICATE and w.gap[a - 1] == " ":
        return None
    state = state or of
    near = _named_beside(s, taken, a, b)
    if near is not None:
        return Found(a, b, near.actors, "role", near.rows, near.gender, office, i)
    said = [
        f
        for f in [*s.found, *more]
        if f.a < i
        and f.actors[0].kind == "person"
        and _same_office(f, office)
        and (not state or f.actors[0].state == state)
    ]
    if state is None and said:
        f = max(said, key=lambda f: f.a)
        return Found(a, b, f.actors, "role", f.rows, f.gender, office, i)
    code = state or _nearest_state(s, i)
    if office == "chancellor" and code == "GBR":
        office = "finance minister"
    row = s.names.holder(code, office, s.article.published) if code and s.article.published else None
    if row is None and said:
        f = max(said, key=lambda f: f.a)
        return Found(a, b, f.actors, "role", f.rows, f.gender, office, i)
    if row is not None:
        return Found(a, b, (row.actor(),), "role", [row], row.gender, office, i)
    if not state:
        return None
    name = w.words(a, b).removeprefix("the ").removeprefix("The ")
    return Found(a, b, (Actor(id=name, name=name, kind="person", state=state, role=office),), "role", [], "", office, i)


def _same_office(f: Found, office: str) -> bool:
    role = f.role or f.actors[0].role or ""
    return (
        role == office
        or (office in ("minister", "leader") and role.endswith(office))
        or (office == "leader" and role in ("president", "prime minister", "chancellor"))
    )


def _named_beside(s: Scene, taken: list[int], a: int, b: int) -> Found | None:
    """The name that the role stands next to: "Boris Johnson, the prime minister", "the president, Emmanuel Macron"."""
    w = s.w
    if a and taken[a - 1] >= 0 and w.gap[a - 1] == ", ":
        f = s.found[taken[a - 1]]
        if f.actors[0].kind == "person" and f.b == a:
            return f
    if b < len(w.low) and taken[b] >= 0 and w.gap[b - 1] == ", ":
        f = s.found[taken[b]]
        after = w.gap[f.b - 1] if f.b <= len(w.gap) else ""
        if f.actors[0].kind == "person" and f.a == b and after.startswith(","):
            return f
    return None


def common_nouns(s: Scene) -> None:
    """ "the company", "the party", "both sides", "the two leaders": the last ones named that they can stand for."""
    w, nouns, plurals, titles = s.w, roles("noun"), roles("plural"), roles("title")
    taken = s.taken()
    more: list[Found] = []
    starts = first_words("noun") | first_words("plural") | first_words("title")
    for i in range(len(w.low)):
        if taken[i] >= 0 or w.low[i] not in starts:
            continue
        for size in (3, 2, 1):
            j = i + size
            if j > len(w.low) or any(taken[x] >= 0 for x in range(i, j)):
                continue
            key = " ".join(w.low[i:j])
            if key in plurals and (plurals[key][0] != "state" or not (j < len(w.low) and w.low[j] == "of")):
                two = _last_two(s, i, plurals[key][0], key)
                if two:
                    a = i - 1 if i and w.low[i - 1] == "the" else i
                    more.append(Found(a, j, two, "plural", number="p", head=i))
                    break
            a = i - 1
            if (
                size == 1
                and key in titles
                and titles[key][0]
                and key not in nouns
                and i
                and w.low[a] == "the"
                and w.gap[a] == " "
                and taken[a] < 0
                and not (j < len(w.low) and w.low[j] in ("of", "general"))
            ):
                who = [
                    f
                    for f in s.found
                    if f.a < i and f.actors[0].kind == "person" and (f.role or f.actors[0].role) == titles[key][0]
                ]
                if who:
                    more.append(Found(a, j, who[-1].actors, "role", who[-1].rows, who[-1].gender, None, i))
                    break
            if key in nouns and nouns[key][0] in ("state", "company", "place") and a > 0:
                while (
                    a > 1
                    and i - a <= 3
                    and w.gap[a] in (" ", "-")
                    and ((taken[a] >= 0 and s.found[taken[a]].how == "demonym") or w.low[a] in _KINDS)
                ):
                    a -= 1
            if key in nouns and a >= 0 and w.low[a] in ("the", "this", "that") and w.gap[i - 1] == " " and taken[a] < 0:
                if (j < len(w.low) and (w.low[j] in ("of",) or w.gap[j - 1] == "-")) or (
                    j < len(w.low) and w.gap[j - 1] == " " and w.low[j] in ("s",)
                ):
                    continue
                f = _last_of(s, i, nouns[key][0], key)
                if f is not None:
                    more.append(Found(a, j, f.actors, "role", f.rows, f.gender, None, i))
                    for x in range(a, j):
                        if taken[x] >= 0 and s.found[taken[x]] not in s.nested:
                            s.nested.append(s.found[taken[x]])
                    break
    drop = {id(f) for f in s.nested}
    s.found = sorted([f for f in [*s.found, *more] if id(f) not in drop], key=lambda f: (f.a, -f.b))


def _last_two(s: Scene, at: int, kind: str, key: str) -> tuple[Actor, ...]:
    if "koreas" in key:
        return tuple(r.actor() for r in (s.names.look("south korea")[0], s.names.look("north korea")[0]))
    got: list[Actor] = []
    for f in reversed([f for f in s.found if f.a < at]):
        a = f.actors[0]
        if kind == "state" and (a.kind == "place" or f.how == "capital") and _where(s, f):
            continue
        if kind == "state" and a.state in s.names.state_name and a.kind in ("state", "person") and f.how != "plural":
            a = Actor(id=a.state or "", name=s.names.state_name[a.state or ""], kind="state", state=a.state)
        elif (kind == "person" and "leaders" in key and a.kind == "person" and not (acts(a.role) or a.state)) or (
            a.kind != kind and not (kind == "organisation" and a.kind in _ORG)
        ):
            continue
        if a.id not in [x.id for x in got]:
            got.append(a)
        if len(got) == 2:
            return tuple(reversed(got))
    return ()


def _where(s: Scene, f: Found) -> bool:
    """Whether a place only says where: "in Vienna"."""
    return f.a > 0 and s.w.low[f.a - 1] in ("in", "at", "near") and s.w.gap[f.a - 1] == " "


def _last_of(s: Scene, at: int, kind: str, key: str) -> Found | None:
    for f in reversed([f for f in s.found if f.a < at]):
        a = f.actors[0]
        if f.how in ("plural",):
            continue
        noun = a.role if a.kind != "person" else None
        if kind == "state" and a.kind == "state" and f.how != "capital":
            return f
        if (
            kind in ("place", "region")
            and a.kind == "place"
            and f.how != "demonym"
            and a.id.lower() not in _CONTINENTS
            and (kind == "place" or (a.state and not (f.rows and f.rows[0].table == "cities" and f.rows[0].cells[2])))
        ):
            return f
        if (
            kind == "company"
            and a.kind == "organisation"
            and (
                noun in ("company", "airline", None, "bank", key)
                or a.name.lower().endswith(("inc", "corp", "company", "ltd"))
            )
        ):
            return f
        if kind == "party" and a.kind == "party":
            return f
        if kind == "outlet" and a.kind == "outlet":
            return f
        if kind in ("organisation", "ministry", "court", "parliament") and a.kind in _ORG:
            last = a.name.lower().split()[-1] if a.name else ""
            if noun == key or last == key or key in a.name.lower().split() or (noun and noun.endswith(key)):
                return f
        if kind in ("man", "woman") and a.kind == "person" and f.gender == ("m" if kind == "man" else "f"):
            return f
    return None
