"""The tables of a ledger: the journal, which is the record, and the projections, which answer questions.

Everything but ``entry`` can be made again from ``entry`` (``foresaid ledger rebuild``). Days are ISO 8601 texts and
truth values are 0 and 1, so that the same rows stand in SQLite and in PostgreSQL, and sort and print alike. The tables of
``JUDGED`` hold what the judge made of all the others, and are true only where ``meta`` says that they were made from the
last line of the journal (``judged.py``).
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, MetaData, Table
from sqlalchemy import Text as AnyText
from sqlalchemy.dialects.postgresql import TEXT

SCHEMA_VERSION = 3
"""Raised by one with every migration (``migrations.py``)."""

Text = AnyText().with_variant(TEXT(collation="C"), "postgresql")
"""Text that both databases sort alike: by code point."""

metadata = MetaData()

meta = Table("meta", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

entry = Table(
    "entry",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Text),
    Column("replaces", Text),
    Column("chain", Text, nullable=False),
    Index("entry_id", "id", unique=True),
    Index("entry_subject", "subject"),
)

article = Table(
    "article",
    metadata,
    Column("key", Text, primary_key=True),
    Column("entry", Integer, nullable=False),
    Column("live", Integer, nullable=False),
    Column("id", Text, nullable=False),
    Column("published", Text),
    Column("title", Text),
    Column("url", Text),
    Column("publisher", Text),
    Column("origin", Text),
    Column("sketch", Text),
    Column("reader", Text),
    Column("reading", Integer),
    Index("article_id", "id", postgresql_using="hash"),  # an id or address may be longer than an ordered index takes
    Index("article_url", "url", postgresql_using="hash"),
    Index("article_published", "published"),
)

claim = Table(
    "claim",
    metadata,
    Column("id", Text, primary_key=True),
    Column("entry", Integer, nullable=False),
    Column("live", Integer, nullable=False),
    Column("article", Text, nullable=False),
    Column("published", Text),
    Column("start", Integer, nullable=False),
    Column("forward", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("earliest", Text),
    Column("latest", Text),
    Column("certainty", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("outcome", Text),
    Column("source", Text, nullable=False),
    Column("source_kind", Text, nullable=False),
    Index("claim_article", "article"),
    Index("claim_published", "published"),
)

relation = Table(
    "relation",
    metadata,
    Column("id", Text, primary_key=True),
    Column("entry", Integer, nullable=False),
    Column("live", Integer, nullable=False),
    Column("article", Text, nullable=False),
    Column("published", Text),
    Column("first", Text, nullable=False),
    Column("second", Text, nullable=False),
    Column("tone", Integer, nullable=False),
    Index("relation_pair", "first", "second", "published"),
)

judgement = Table(
    "judgement",
    metadata,
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),
    Column("live", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Text),
    Index("judgement_subject", "subject"),
)

PROJECTIONS = (article, claim, relation, judgement)
"""In the order in which they are made again."""

judged = Table(
    "judged",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("event", Text, nullable=False),
    Column("place", Integer, nullable=False),  # among the event's claims and reports
    Column("forward", Integer, nullable=False),
    Column("answer", Text),  # null: a report
    Column("starts", Text),  # of a forward claim with a window; open ends are the first and last day that there are
    Column("ends", Text),
    Column("until", Text),  # see ``ask/keep.py``: the event's row of ``upcoming`` is this claim where it asks for less
    Column("body", Text, nullable=False),  # verdict, voices, what joined it
    Index("judged_event", "event", "place"),
    Index("judged_answer", "answer", "ends", "starts", "claim"),
)

event = Table(
    "event",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("body", Text, nullable=False),  # the event as a record, with its history
    Index("event_number", "number", unique=True),
)

telling = Table(
    "telling",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("link", Integer, primary_key=True, autoincrement=False),
    Column("voice", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("settled", Integer, nullable=False),
    Column("own", Text),
    Index("telling_voice", "voice"),
)

called = Table(
    "called",
    metadata,
    Column("name", Text, primary_key=True),
    Column("voice", Text, primary_key=True),
)

track = Table(
    "track",
    metadata,
    Column("grouping", Text, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("settled", Integer, nullable=False),
    Column("body", Text, nullable=False),
)

likewise = Table(
    "likewise",
    metadata,
    Column("article", Text, primary_key=True),
    Column("body", Text, nullable=False),
)

JUDGED = (judged, event, telling, called, track, likewise)
"""What the judge made of the ledger."""
