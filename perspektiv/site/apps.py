from django.apps import AppConfig
from django.forms import Field
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "perspektiv.site"
    label = "house"

    def ready(self) -> None:
        """In friendlier words than the framework's, in every form."""
        Field.default_error_messages["required"] = _("Please fill this in.")
        _name_pages()


def _name_pages() -> None:
    """The search finds what the navigation names."""
    from perspektiv.records.desk.pages import Known, find_also
    from perspektiv.site.shell import AREAS

    find_also(Known(area.url, area.icon, area.name) for area in AREAS)
