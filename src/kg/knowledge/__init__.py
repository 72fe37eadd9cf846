"""What the world is called and who held which office: small tables, looked up by folded form, never guessed.

    >>> state_of("Korut"), state_of("AS"), state_of("as"), acting_state("Moskow")
    ('PRK', 'USA', None, 'RUS')

Every table is a CSV file in this folder; the README beside them says where each comes from, its licence and how it is
made. Tables are read once, when first asked for. What is not in them is None.
"""

from kg.knowledge.states import (
    State,
    StateForm,
    acting_state,
    state,
    state_form,
    state_forms,
    state_of,
    states,
)

__all__ = [
    "State",
    "StateForm",
    "acting_state",
    "state",
    "state_form",
    "state_forms",
    "state_of",
    "states",
]
