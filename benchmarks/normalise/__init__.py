"""How fast notices become rows, beside parsing alone; whether the millionth row costs what the first did."""
