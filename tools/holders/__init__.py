"""Readers of open tables of office holders: each yields rows of one form for ``build_knowledge_holders.py``."""
