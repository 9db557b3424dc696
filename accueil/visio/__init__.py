"""Video desks: partners, rooms, slots, appointments, what people thought of them."""
