package dev.parley.web;

import dev.parley.conversation.Persona;
import dev.parley.library.Contents;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One persona as its file describes it, and the scripts it takes part in.
///
/// @param source its file; null when it cannot be shown
public record PersonaPage(
        String id,
        String name,
        String role,
        List<String> about,
        List<String> voice,
        List<String> goals,
        List<String> topics,
        String model,
        String tier,
        String price,
        List<Appearance> scripts,
        @Nullable SourceFile source) {
    public PersonaPage {
        about = List.copyOf(about);
        voice = List.copyOf(voice);
        goals = List.copyOf(goals);
        topics = List.copyOf(topics);
        scripts = List.copyOf(scripts);
    }

    public record Appearance(String id, String title, String kind) {}

    static PersonaPage of(Persona persona, Contents contents, LocalDate day, @Nullable SourceFile source) {
        return new PersonaPage(
                persona.id(),
                persona.name(),
                persona.role(),
                ScriptPage.paragraphs(persona.about()),
                ScriptPage.paragraphs(persona.voice()),
                persona.goals(),
                persona.topics(),
                persona.model().toString(),
                EveryModel.tier(contents.prices(), persona.model(), day),
                ModelChoice.rates(contents.prices(), persona.model(), day)
                        .map(rates -> ModelChoice.price(rates) + " per Mtok")
                        .orElse("price unknown"),
                contents.scripts().values().stream()
                        .filter(script -> script.cast().stream()
                                .anyMatch(member -> member.persona().equals(persona.id())))
                        .map(script -> new Appearance(script.id(), script.title(), script.kind()))
                        .toList(),
                source);
    }
}
