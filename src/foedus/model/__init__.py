"""The words that every room speaks: frozen values, no behaviour beyond their own meaning."""
