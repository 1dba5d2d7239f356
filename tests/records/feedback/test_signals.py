"""Signals: what a response says that its counsellor should take up, and what to raise next time."""

from django.utils import translation

from perspektiv.records.cases.models import Participation
from perspektiv.records.feedback.models import Moment, SignalKind
from perspektiv.records.feedback.signals import Signal
from perspektiv.records.feedback.to_discuss import signals_in
from tests.records.appointments.office import Office
from tests.records.feedback.answering import evaluated, normed, said, talked
from tests.records.feedback.inviting import questionnaire


def of(participation: Participation, kind: SignalKind | None = None) -> list[Signal]:
    return [one for one in signals_in([participation.pk]) if kind in (None, one.kind)]


def test_an_answer_below_its_threshold_is_a_signal_with_what_to_raise(office: Office) -> None:
    dilan = office.participation()
    talked(office, dilan, 4, 8, 9, 9)
    (signal,) = of(dilan)
    assert (signal.kind, signal.about, signal.pressing, signal.open) == (SignalKind.BELOW, "heard", True, True)
    with translation.override("de"):
        (signal,) = of(dilan)
    assert signal.title == "Ich wurde angehört und ernst genommen."
    assert "4 von 10" in signal.sentence
    assert "7" in signal.sentence
    assert signal.suggestion.startswith("Fragen Sie, wo Sie nicht richtig zugehört haben")


def test_an_answer_at_its_threshold_is_none(office: Office) -> None:
    dilan = office.participation()
    talked(office, dilan, 7)
    assert of(dilan) == []


def test_it_is_said_in_english_too(office: Office) -> None:
    dilan = office.participation()
    talked(office, dilan, 4, 8, 9, 9)
    with translation.override("en"):
        (signal,) = of(dilan)
    assert "4 of 10" in signal.sentence
    assert "von" not in signal.title.split()


def test_of_a_reversed_item_a_high_answer_lies_below(office: Office) -> None:
    version = questionnaire(office)
    version.items.filter(key="heard").update(reversed=True)
    dilan, alma = office.participation(), office.participation("Alma Ahorn")
    talked(office, dilan, 2, 9, 9, 9)
    talked(office, alma, 9, 9, 9, 9)
    assert of(dilan) == []
    assert [one.about for one in of(alma)] == ["heard"]


def test_a_fall_after_a_high_start_is_said_once(office: Office) -> None:
    dilan = office.participation()
    talked(office, dilan, 10, days_ago=30)
    talked(office, dilan, 9, days_ago=20)
    fell = talked(office, dilan, 7, days_ago=10)
    talked(office, dilan, 7, days_ago=3)
    (signal,) = of(dilan, SignalKind.FALLING)
    assert signal.response == fell.pk
    assert signal.pressing


def test_whoever_recovers_and_falls_again_is_a_signal_again(office: Office) -> None:
    dilan = office.participation()
    for days_ago, mark in ((40, 10), (30, 7), (20, 10), (10, 7)):
        talked(office, dilan, mark, days_ago=days_ago)
    assert len(of(dilan, SignalKind.FALLING)) == 2


def test_a_low_start_that_stays_low_does_not_fall(office: Office) -> None:
    dilan = office.participation()
    talked(office, dilan, 7, days_ago=30)
    talked(office, dilan, 7, days_ago=10)
    assert of(dilan) == []


def test_two_participations_are_two_courses(office: Office) -> None:
    """A fall is one of one participation: another offer may begin differently."""
    dilan = office.participation()
    talked(office, dilan, 10, days_ago=300)
    later = Participation.objects.create(
        centre=office.centre, participant=dilan.participant, segment=office.segment, counsellor=dilan.counsellor
    )
    talked(office, later, 7, days_ago=3)
    assert signals_in([dilan.pk, later.pk]) == []


def test_a_change_beyond_the_scale_s_error_is_reliable(office: Office) -> None:
    """With spread 0.8 and reliability 0.84 the error of a difference is √2 · 0.8 · √0.16 = 0.4525."""
    normed(questionnaire(office, "self_evaluation"))
    for name, after, verdict in (("Dilan Distel", 2, True), ("Alma Ahorn", 3.0, False), ("Bekir Birke", 4, False)):
        one = office.participation(name)
        evaluated(office, one, 3, Moment.BEFORE, days_ago=90)
        evaluated(office, one, after, Moment.AFTER)
        (signal,) = of(one)
        assert (signal.kind, signal.about, signal.pressing) == (SignalKind.CHANGE, "efficacy", verdict)


def test_each_verdict_has_its_words_and_names_the_variant(office: Office) -> None:
    normed(questionnaire(office, "self_evaluation"))
    spoken = []
    for name, after in (("Dilan Distel", 2), ("Alma Ahorn", 3), ("Bekir Birke", 4)):
        one = office.participation(name)
        evaluated(office, one, 3, Moment.BEFORE, days_ago=90)
        evaluated(office, one, after, Moment.AFTER)
        with translation.override("de"):
            (signal,) = of(one)
        assert "Jacobson" in signal.fine_print
        spoken.append((signal.sentence.split()[0], signal.suggestion, signal.fine_print.split()[0]))
    assert [first for first, _, _ in spoken] == ["Gefallen", "Von", "Gestiegen"]
    assert len({suggestion for _, suggestion, _ in spoken}) == 3
    assert [index for _, _, index in spoken] == ["−2,21", "0", "2,21"]


def test_the_variant_of_the_error_that_is_kept_with_the_scale_decides(office: Office) -> None:
    """From 1, the prediction expects a rise to 1.32 by itself; its error is 0.8 · √(1 − 0.84²) = 0.434."""
    version = questionnaire(office, "self_evaluation")
    dilan = office.participation()
    evaluated(office, dilan, 1, Moment.BEFORE, days_ago=90)
    evaluated(office, dilan, 2, Moment.AFTER)
    normed(version)
    (by_difference,) = of(dilan)
    normed(version, error_variant="prediction", mean=3.0)
    (by_prediction,) = of(dilan)
    assert by_difference.fine_print != by_prediction.fine_print
    assert "McSweeny" in by_prediction.fine_print
    assert "2.21" in by_difference.fine_print.replace(",", ".")
    assert "1.57" in by_prediction.fine_print.replace(",", ".")


def test_without_spread_and_reliability_nothing_is_said_of_a_change(office: Office) -> None:
    dilan = office.participation()
    evaluated(office, dilan, 5, Moment.BEFORE, days_ago=90)
    evaluated(office, dilan, 1, Moment.AFTER)
    assert of(dilan) == []


def test_looking_back_is_never_judged(office: Office) -> None:
    normed(questionnaire(office, "self_evaluation"))
    dilan = office.participation()
    evaluated(office, dilan, 1, Moment.THEN, days_ago=1)
    evaluated(office, dilan, 5, Moment.AFTER)
    assert of(dilan) == []


def test_a_reflection_is_no_signal(office: Office) -> None:
    dilan = office.participation()
    said(office, "improvement", dilan, {"behaviour": 4}, {"reflection": "Es war schwer."})
    assert of(dilan) == []


def test_what_became_worse_or_stayed_bad_is_raised_before_the_closing_talk(office: Office) -> None:
    dilan = office.participation()
    said(office, "improvement", dilan, {"behaviour": 1, "attitude": 2, "circumstances": 3, "rights": 5})
    assert sorted(signal.about for signal in of(dilan)) == ["attitude", "behaviour"]
