-- The journal: insert only. The one update allowed closes a version (rec_to, from open to a time), in the
-- same transaction as the row that replaces or withdraws it. Open is 9999-12-31. Times of record are UTC,
-- `YYYY-MM-DDTHH:MM:SS.ffffffZ`; days are ISO; both kinds of interval are half-open.

CREATE TABLE tx (
  seq INTEGER PRIMARY KEY,
  recorded_at TEXT NOT NULL,
  records INTEGER NOT NULL CHECK (records > 0),
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
);

CREATE TABLE entry (
  n INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES tx (seq) DEFERRABLE INITIALLY DEFERRED,
  op TEXT NOT NULL CHECK (op IN ('assert', 'correct', 'retract')),
  id TEXT NOT NULL,
  record TEXT NOT NULL CHECK (record IN ('fact', 'commitment', 'statement', 'derived')),
  act TEXT,
  type TEXT,
  kind TEXT,
  valid_from TEXT,
  valid_to TEXT NOT NULL,
  rec_from TEXT NOT NULL,
  rec_to TEXT NOT NULL,
  body TEXT NOT NULL,
  digest TEXT NOT NULL,
  CHECK (valid_from IS NULL OR valid_from < valid_to),
  CHECK (rec_from < rec_to OR (op = 'retract' AND rec_from = rec_to))
);

-- Who is in a record, in which role: `actor` acts, owes or speaks; `other` is in it in any other place.
CREATE TABLE party (
  entry INTEGER NOT NULL REFERENCES entry (n),
  who TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('actor', 'other')),
  PRIMARY KEY (who, role, entry)
) WITHOUT ROWID;

CREATE INDEX entry_id ON entry (id, n);
CREATE INDEX entry_seq ON entry (seq);
CREATE INDEX tx_time ON tx (recorded_at);
CREATE UNIQUE INDEX entry_one_open ON entry (id) WHERE rec_to = '9999-12-31';

CREATE TRIGGER tx_no_update BEFORE UPDATE ON tx
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER tx_no_delete BEFORE DELETE ON tx
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entry_closed_once BEFORE UPDATE OF rec_to ON entry WHEN OLD.rec_to <> '9999-12-31'
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entry_no_update
BEFORE UPDATE OF n, seq, op, id, record, act, type, kind, valid_from, valid_to, rec_from, body, digest ON entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER party_no_update BEFORE UPDATE ON party
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER party_no_delete BEFORE DELETE ON party
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
