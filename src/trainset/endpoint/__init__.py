"""The GraphQL endpoint over a world."""
