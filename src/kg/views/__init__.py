"""Everything a person looks at: the explorer page, tables, exports. A view reads the graph and adds nothing to it."""
