using System.Text.Json;
using System.Text.Json.Nodes;
using Telehealth.Server.Desk.Rules;
using Telehealth.Server.Tests.Twilio;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Rules;

/// <summary>The files hold against the schema beside them, by a validator that is not ours; and what our reader refuses of shape, it refuses too.</summary>
public sealed class RuleSchemaTests
{
    private const string Script =
        """
        const Ajv = require('ajv/dist/2020');
        const { schema, documents } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
        const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false });
        ajv.addSchema(schema);
        const answers = documents.map((d) => {
          const validate = ajv.getSchema(d.$schema);
          if (!validate) return 'no such definition: ' + d.$schema;
          return validate(d) ? '' : ajv.errorsText(validate.errors);
        });
        process.stdout.write(JSON.stringify(answers));
        """;

    [NodeFact]
    public async Task The_rule_files_hold_against_their_schema_and_broken_ones_do_not()
    {
        var documents = RuleFiles.Names.Select(n => JsonNode.Parse(RuleFiles.ReadBuiltIn(n))!).ToList();
        var broken = BrokenDocuments().ToList();
        var folder = await NodeTools.InstallAsync("ajv@8.17.1");
        try
        {
            var input = new JsonObject
            {
                ["schema"] = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Top, "rules", "rules.schema.json"))),
                ["documents"] = new JsonArray([.. documents, .. broken]),
            };
            var answers = JsonSerializer.Deserialize<string[]>(await NodeTools.ScriptAsync(folder, Script, input.ToJsonString()))!;
            Assert.All(answers[..documents.Count], a => Assert.Equal("", a));
            Assert.All(answers[documents.Count..], a => Assert.NotEqual("", a));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The files in the repository are the ones that are built in.</summary>
    [Fact]
    public void What_is_built_in_is_what_stands_in_the_repository() =>
        Assert.All(RuleFiles.Names, n => Assert.Equal(File.ReadAllBytes(Path.Combine(Repository.Top, "rules", n)), RuleFiles.ReadBuiltIn(n)));

    private static IEnumerable<JsonNode> BrokenDocuments()
    {
        JsonObject Row(string file, string name, JsonNode? value)
        {
            var json = JsonNode.Parse(RuleFiles.ReadBuiltIn(file))!.AsObject();
            var row = json["rows"]![0]!.AsObject();
            if (value is null) row.Remove(name);
            else row[name] = value;
            return json;
        }

        yield return Row(RuleFiles.Minors, "fromAeg", 13);
        yield return Row(RuleFiles.Minors, "state", "Washington");
        yield return Row(RuleFiles.Minors, "asOf", null);
        yield return Row(RuleFiles.Paths, "professions", new JsonArray());
        yield return Row(RuleFiles.Paths, "limit", JsonNode.Parse("""{"unit":"Day","max":3,"window":"SinceEvent"}"""));
        yield return Row(RuleFiles.Compacts, "operational", null);
        yield return Row(RuleFiles.ServedStates, "confidence", "primary");
    }
}
