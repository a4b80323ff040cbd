package dev.parley.library;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/// The JSON Schemas (draft 2020-12) by which editors complete and check the library's files, written from the shapes by
/// which the reader checks them.
final class Schemas {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Schemas() {}

    /// By the file's name in `schemas/`.
    static Map<String, ObjectNode> all() {
        var schemas = new TreeMap<String, ObjectNode>();
        schemas.put("persona.schema.json", file("Persona", "Somebody who takes part.", PersonaFormat.SHAPE));
        schemas.put(
                "script.schema.json",
                file("Script", "What is talked about, by whom, in which order and until when.", ScriptFormat.SHAPE));
        schemas.put(
                "pricing.schema.json",
                file("Prices", "The models of one provider and their prices.", PriceFormat.SHAPE));
        schemas.put(
                "default-price.schema.json",
                file(
                        "Default price",
                        "What models that no price file knows are taken to cost.",
                        PriceFormat.ASSUMED_SHAPE));
        schemas.put(
                "limits.schema.json",
                file("Limits", "What may be spent, and how fast providers may be called.", LimitsFormat.SHAPE));
        return schemas;
    }

    private static ObjectNode file(String title, String description, Shape.Fields shape) {
        var schema = JSON.objectNode();
        schema.put("$schema", DIALECT);
        schema.put("title", title);
        schema.put("description", description);
        schema.setAll(schema(shape));
        return schema;
    }

    private static ObjectNode schema(Shape shape) {
        return switch (shape) {
            case Shape.Text(var most, var form) -> text(most, form);
            case Shape.Whole(var least, var most) -> {
                var schema = type("integer");
                if (least != Long.MIN_VALUE) {
                    schema.put("minimum", least);
                }
                if (most != Long.MAX_VALUE) {
                    schema.put("maximum", most);
                }
                yield schema;
            }
            case Shape.Decimal(var least, var most) ->
                type("number").put("minimum", least).put("maximum", most);
            case Shape.YesNo _ -> type("boolean");
            case Shape.Choice(var values) -> {
                var schema = JSON.objectNode();
                values.forEach(schema.putArray("enum")::add);
                yield schema;
            }
            case Shape.ListOf(var item, var least, var most) -> {
                var schema = type("array");
                if (least > 0) {
                    schema.put("minItems", least);
                }
                schema.put("maxItems", most);
                schema.set("items", schema(item));
                yield schema;
            }
            case Shape.TextByName(var name, var mostEntries, var mostCharacters) -> {
                var schema = type("object").put("maxProperties", mostEntries);
                schema.putObject("propertyNames").put("pattern", name.regex());
                var value = schema.putObject("additionalProperties");
                value.putArray("type").add("string").add("number").add("boolean");
                value.put("maxLength", mostCharacters);
                yield schema;
            }
            case Shape.FieldsByName(var name, var mostEntries, var entry) -> {
                var schema = type("object").put("maxProperties", mostEntries);
                schema.putObject("propertyNames").put("pattern", name.regex());
                schema.set("additionalProperties", fields(entry));
                yield schema;
            }
            case Shape.Fields fields -> fields(fields);
            case Shape.Either(var scalar, var mapping) -> {
                var schema = JSON.objectNode();
                schema.putArray("oneOf").add(schema(scalar)).add(schema(mapping));
                yield schema;
            }
            case Shape.Anything _ -> type("object");
        };
    }

    private static ObjectNode text(int mostCharacters, Shape.Form form) {
        var schema = type("string")
                .put("minLength", 1)
                .put("maxLength", mostCharacters)
                .put("pattern", form.regex());
        return form == Shape.Form.DAY ? schema.put("format", "date") : schema;
    }

    private static ObjectNode fields(Shape.Fields shape) {
        var schema = type("object").put("additionalProperties", false);
        var required = JSON.arrayNode();
        var properties = schema.putObject("properties");
        for (var field : shape.fields()) {
            var property = JSON.objectNode().put("description", field.description());
            properties.set(field.name(), property.setAll(schema(field.shape())));
            if (field.required()) {
                required.add(field.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private static ObjectNode type(String type) {
        return JSON.objectNode().put("type", type);
    }
}
