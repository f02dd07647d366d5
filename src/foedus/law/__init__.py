"""Who owes what: the dossier of instruments and the engine that reads it."""
