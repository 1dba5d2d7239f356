"""The plan of a report: a small file that the head of a centre writes."""

from perspektiv.report.plan.faults import Fault, Faults, PlanFaulty, meant
from perspektiv.report.plan.model import Block, Column, Limit, Pairs, Plan, Said, Section, Share, Wish
from perspektiv.report.plan.read import read_plan

__all__ = [
    "Block",
    "Column",
    "Fault",
    "Faults",
    "Limit",
    "Pairs",
    "Plan",
    "PlanFaulty",
    "Said",
    "Section",
    "Share",
    "Wish",
    "meant",
    "read_plan",
]
