"""One file per screen; a file dropped here is found by itself.

To add a step:

1. Make `tui/screens/<name>.py` with a class derived from `tui.house.HouseScreen`, whose
   docstring shows what to write: `heading`, `compose_body`, `load` and the acts.
2. Declare `STEP = Step(4, N_("Collect"), CollectScreen)` (`tui.steps`) at its end: the digit
   and the word in the step row, eight letters at most.
3. Put keys in `BINDINGS` with an English word marked `N_`; keep to the key map: one meaning
   per key everywhere. `check_action` alone says when an act is possible.
4. Decorate an act that asks or changes with `@asking_job` or `@job` (`tui.jobs`).
5. Add the bokmål words to the catalogue; tests fail on a word that is missing.

A screen that another one pushes declares no STEP. A dialog derives from
`tui.dialogs.HouseDialog` and returns a value; it calls nobody.
"""
