"""What promotions and price rules say, alone and together, and the prices they come to: 800 to 825.

In: `Assessed`. Out: findings. `stacks` gathers what the rules on prices tell, so that one combination is told once.
May import `assess`, `model`, `quantity`, `diagnostics` and `rules.rule`.
"""
