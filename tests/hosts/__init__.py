"""Hosts that are lost: killed, or cut off."""
