"""Cutting an array into tiles that fit the network, and putting the results together: pure numpy."""
