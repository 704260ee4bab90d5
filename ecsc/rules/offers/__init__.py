"""What promotions and price rules say together: 810 to 825. What prices come to is told by other rooms."""
