"""Tests of address cards."""
