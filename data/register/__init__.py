"""Enhetsregisteret, the Norwegian register of units, in a file of its own beside the store.

`reading` streams the open bulk files of Brønnøysundregistrene as units, `building` makes one
register file of them, `lookup` answers from it and `judge` says what a customer's entry means
for an invoice. `data.registers` is the part of the facade.
"""
