"""The month's invoice file: made of the exports, delivered, receipted, and corrected."""
