"""The report of a building's control: one content, one file for each way of writing it.

`gathering` reads what is known, `content` lays it out as sections of sentences and tables,
and each module in `writers` turns that into the bytes of one kind of file.
"""
