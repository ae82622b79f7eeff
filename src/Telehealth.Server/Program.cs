using Telehealth.Server.Doors;
using Telehealth.Server.Hosting;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    ContentRootPath = AppContext.BaseDirectory,
});
builder.WebHost.UseStaticWebAssets();
builder.AddTelehealthLogging();
builder.Services.AddTelehealthSettings(builder.Configuration);
builder.Services.AddTelehealthHosting();
builder.Services.AddDoors();

var app = builder.Build();
app.UseTelehealthPipeline();
app.MapOperations();
app.MapPages();
app.Run();
