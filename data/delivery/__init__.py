"""Files on their way to the accounting office, and the letter that tells of them."""
