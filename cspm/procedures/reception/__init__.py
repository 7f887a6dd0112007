"""Reception: matters relayed at once, special customers looked after by the manager, feedback passed on, welcome duty."""
