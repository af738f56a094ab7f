"""People's judgements into the ledger: each a line of its own, taken back only by another line."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, select

from foresaid.core import VERDICTS, Draft, Entry, Judgement
from foresaid.record import tables
from foresaid.record.engine import LedgerError
from foresaid.record.journal import judgement_body
from foresaid.record.ledger import Ledger, append_to

ABOUT = ("verdict", "same", "different", "claim", "undo")


def append_judgement(ledger: Ledger, judgement: Judgement) -> Entry:
    """Write a person's judgement; one about the same question of the same claim by anybody before no longer holds.

    Raises ``LedgerError`` for an unknown claim, kind of judgement or verdict.
    """
    if judgement.about not in ABOUT or judgement.about == "undo":
        raise LedgerError(f"no judgement is about {judgement.about!r}")
    if judgement.about == "verdict" and judgement.answer not in VERDICTS:
        raise LedgerError(f"{judgement.answer!r} is no verdict; there are {', '.join(VERDICTS)}")
    known = [judgement.subject, *([judgement.answer] if judgement.about in ("same", "different") else [])]
    j = tables.judgement.c
    with ledger.writing() as c:
        for id in known:
            if c.execute(select(tables.claim.c.id).where(tables.claim.c.id == id)).scalar() is None:
                raise LedgerError(
                    f"no claim {id} in this ledger; `foresaid search` and `foresaid story` show their ids"
                )
        # one taken back before is named too, so that no two lines of the journal are the same
        query = select(j.id).where(j.subject == judgement.subject)
        if judgement.about in ("same", "different"):
            query = query.where(j.about.in_(("same", "different")), j.answer == judgement.answer)
        else:
            query = query.where(j.about == judgement.about)
        before = c.execute(query.order_by(j.entry.desc()).limit(1)).scalar()
        return _write(c, judgement, before)


def undo(ledger: Ledger, entry: str, judgement: Judgement) -> Entry:
    """Take back the judgement of this entry's id: a line about the same claim that says who, when and why. Raises
    ``LedgerError`` where there is none that stands."""
    j = tables.judgement.c
    with ledger.writing() as c:
        subject = c.execute(select(j.subject).where(j.id == entry, j.live == 1, j.about != "undo")).scalar()
        if subject is None:
            raise LedgerError(f"no judgement {entry} stands in this ledger; `foresaid why CLAIM` shows their ids")
        return _write(c, replace(judgement, subject=subject), entry)


def _write(c: Connection, judgement: Judgement, replaces: str | None) -> Entry:
    try:
        draft = Draft(
            subject=judgement.subject, kind="judgement", body=judgement_body(judgement), made_by=judgement.judge,
            made_at=judgement.made_at, replaces=replaces,
        )  # fmt: skip
    except ValueError as e:
        raise LedgerError(str(e)) from None
    return append_to(c, [draft])[0]
