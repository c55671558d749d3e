"""The launch of 2022-07-04 in invented organisations, for trying the portal out.

It is loaded only into a database that holds nothing. Its organisations are named with 甲乙丙丁 and (演示); its accounts
belong to offices, not people.
"""
