"""The tables that are the same in every made-up package: segments, reasons, questionnaires."""

from __future__ import annotations

from perspektiv.example.catalogue import INSTRUMENTS, REASONS, SEGMENTS, Instrument
from perspektiv.example.rows import Columns, as_days


def fixed_tables(instruments: tuple[Instrument, ...] = INSTRUMENTS) -> dict[str, Columns]:
    items = [(instrument, item) for instrument in instruments for item in instrument.items]
    return {
        "segments": {
            "segment_id": [segment.key for segment in SEGMENTS],
            "name": [segment.name for segment in SEGMENTS],
            "position": range(1, len(SEGMENTS) + 1),
            "surveyed": [segment.surveyed for segment in SEGMENTS],
            "setting": [segment.setting for segment in SEGMENTS],
            "valid_from": as_days(segment.valid_from for segment in SEGMENTS),
            "valid_to": as_days(segment.valid_to for segment in SEGMENTS),
        },
        "ending_reasons": {
            "reason_id": [reason.key for reason in REASONS],
            "name": [reason.name for reason in REASONS],
            "valuation": [reason.valuation for reason in REASONS],
            "influenceable": [reason.influenceable for reason in REASONS],
        },
        "instruments": {
            "instrument_id": [instrument.key for instrument in instruments],
            "name": [instrument.name for instrument in instruments],
            "purpose": [instrument.purpose for instrument in instruments],
            "version": [instrument.version for instrument in instruments],
            "anonymous": [instrument.anonymous for instrument in instruments],
        },
        "items": {
            "item_id": [item.key for _, item in items],
            "instrument_id": [instrument.key for instrument, _ in items],
            "scale": [item.scale for _, item in items],
            "minimum": [instrument.lowest for instrument, _ in items],
            "maximum": [instrument.highest for instrument, _ in items],
            "positive_from": [instrument.positive_from for instrument, _ in items],
            "stable_from": [instrument.stable_from for instrument, _ in items],
        },
    }
