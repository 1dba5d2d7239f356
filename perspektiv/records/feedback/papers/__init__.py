"""Questionnaires on paper, with a code by which they are typed in later."""

from perspektiv.records.feedback.papers.form import form_paper

__all__ = ["form_paper"]
