from django.apps import AppConfig


class LwlCrmConfig(AppConfig):
    name = "lwl_crm"

    def ready(self):
        from lwl_crm import upgrading  # noqa: F401  registers its check
