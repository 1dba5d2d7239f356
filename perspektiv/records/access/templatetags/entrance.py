"""What the login page asks the installation."""

from django import template

from perspektiv.records.access import demo, first_steps, oidc

register = template.Library()


@register.simple_tag
def demo_accounts() -> list[demo.DemoAccount]:
    return demo.demo_accounts()


@register.simple_tag
def to_be_set_up() -> bool:
    return first_steps.open_to_be_set_up()


@register.simple_tag
def oidc_service() -> str:
    return oidc.service_name()
