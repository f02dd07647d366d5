"""The command line: one file a room, no logic; each verb imports its room inside its function."""
