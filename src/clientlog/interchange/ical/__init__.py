"""Calendars: iCalendar (RFC 5545) events read and expanded, events and tasks written."""
