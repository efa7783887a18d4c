"""eForms: notices in UBL 2.3 as Commission Implementing Regulation (EU) 2019/1780 and its SDK lay them out.

Read from the tree of :func:`crawlers.forms.elements.as_elements`, whose names have no prefix.
"""
