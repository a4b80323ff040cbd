package dev.parley.conversation;

import java.util.List;
import java.util.Optional;

/// The personas of one run in the script's order.
public record Cast(List<Persona> personas) {
    public Cast {
        personas = List.copyOf(personas);
        if (personas.isEmpty()) {
            throw new IllegalArgumentException("an empty cast");
        }
    }

    /// @throws IllegalArgumentException when nobody in the cast has this id
    public Persona persona(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("not in the cast: " + id));
    }

    public Optional<Persona> find(String id) {
        return personas.stream().filter(persona -> persona.id().equals(id)).findFirst();
    }

    /// Whether the persona can be told from everybody else by the first name alone.
    public boolean hasUniqueFirstName(Persona one) {
        return personas.stream()
                        .filter(persona -> persona.firstName().equalsIgnoreCase(one.firstName()))
                        .count()
                == 1;
    }

    public List<Persona> othersThan(Persona one) {
        return personas.stream()
                .filter(persona -> !persona.id().equals(one.id()))
                .toList();
    }
}
