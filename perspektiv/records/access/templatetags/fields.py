"""Form fields in the house's look: label, hint, input, errors, tied together for screen readers."""

from typing import Any

from django import forms, template
from django.utils.safestring import SafeString

register = template.Library()


@register.inclusion_tag("access/field.html")
def field(
    bound: forms.BoundField, label: str = "", hint: str | None = None, optional: bool = True, **attrs: Any
) -> dict[str, Any]:
    """One field of any form. Further attributes go to the input: ``autocomplete``, ``autofocus`` and the like.

    ``optional=False`` leaves unsaid that a field may stay empty, where everybody sees it.
    """
    widget = bound.field.widget
    kind = "select" if isinstance(widget, forms.Select) else "input"
    if isinstance(widget, forms.CheckboxInput):
        kind = "checkbox"
    hint = str(bound.help_text or "") if hint is None else hint
    described = [f"{bound.id_for_label}-hint"] if hint else []
    if bound.errors:
        described.append(f"{bound.id_for_label}-error")
        attrs["aria-invalid"] = "true"
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if kind != "checkbox":
        attrs["class"] = f"kern-form-input__{kind}"
    if bound.errors and kind != "checkbox":
        attrs["class"] += f" {attrs['class']}--error"
    if attrs.get("autofocus") is False:
        del attrs["autofocus"]
    return {
        "field": bound,
        "kind": kind,
        "label": label or bound.label,
        "hint": hint,
        "optional": optional and not bound.field.required,
        "input": _drawn(bound, attrs),
    }


def _drawn(bound: forms.BoundField, attrs: dict[str, Any]) -> SafeString:
    bound.field.widget.attrs.pop("placeholder", None)  # a label says it, and stays
    return bound.as_widget(attrs={name.replace("_", "-"): value for name, value in attrs.items()})
