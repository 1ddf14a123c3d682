"""Reads settings from the environment and fails loudly, with a hint, when one is missing or malformed."""

import os

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on", "aan", "ja"}
FALSE = {"", "0", "false", "no", "off", "uit", "nee"}
HINT = "See docs/instellingen.md."
PLACEHOLDER = "vervang-mij"  # stands in .env.example where a secret of one's own belongs


def env_str(name: str, default: str | None = None) -> str:
    """The variable as text; without a default it must be set."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}. {HINT}")
    if PLACEHOLDER in value:
        raise ImproperlyConfigured(f"{name} still holds the placeholder of .env.example. {HINT}")
    return value


def env_bool(name: str, default: bool = False) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE:
        return True
    if value.strip().lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}. {HINT}")


def env_int(name: str, default: int) -> int:
    value = os.environ.get(name)
    if value is None:
        return default
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}. {HINT}") from None


def env_list(name: str, default: list[str]) -> list[str]:
    """Values separated by commas, without spaces around them."""
    value = os.environ.get(name)
    if value is None:
        return list(default)
    return [part.strip() for part in value.split(",") if part.strip()]
