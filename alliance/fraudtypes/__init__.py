"""Fraud types: the lists of types that the ministry issues from year to year, and the words in which cases are told.

Every list is a version with dates; a case keeps the type that it was given, in the words of its list. A type covers one
or more concepts, which stay the same over the years: two types of different lists mean the same where their concepts
meet, so a case of 2022 is found under a heading of 2025. From the text of a case three types are suggested, each with
the words of the text that speak for it. A list of another year is a row, not a change of the code.
"""
