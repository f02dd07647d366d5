"""Text in, Reading out; knows no treaty but those handed to it."""
