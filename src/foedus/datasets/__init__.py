"""Pinned datasets: what each is, where it comes from, whether the local copy is the right one."""
