"""Remarks that the figures suggest: proposed to the author, printed when accepted, dismissed with a reason."""

from perspektiv.report.remarks.remark import Proposal, Remark, proposed

__all__ = ["Proposal", "Remark", "proposed"]
