"""What requests mean: logical forms, time, sizes, and their way to GraphQL and back."""
