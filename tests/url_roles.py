"""The table of every URL and what each role gets. `arguments` name objects of the `world` fixture."""

from dataclasses import dataclass, field

EVERYBODY = {"adviser_lwl", "adviser_baanbrekend", "manager", "admin", "outsider"}
PARTNERS = EVERYBODY - {"outsider"}
MANAGERS = {"manager", "admin"}
ADMINS = {"admin"}


@dataclass(frozen=True)
class Row:
    """One URL and method: who may (`roles` get `allowed`), who may not (`refused`); strangers go to sign in."""

    name: str
    roles: set[str]
    arguments: tuple[str, ...] = ()
    method: str = "GET"
    allowed: int = 200
    refused: int = 403
    data: dict = field(default_factory=dict)
    query: str = ""
    anonymous: int = 302

    def expected(self, role: str) -> int:
        if role == "anonymous":
            return self.anonymous
        return self.allowed if role in self.roles else self.refused


TABLE: list[Row] = []
