"""Retention of records: dormancy, notice, elimination list for the Archives, destruction, figures."""
